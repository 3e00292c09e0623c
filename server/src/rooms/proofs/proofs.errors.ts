import { defineErrors } from "../../platform/errors.ts";

export const proofErrors = defineErrors("proofs", {
  not_proved: {
    status: 403,
    title: "That didn't prove that it is you.",
    advice: "Try again, or prove it in another way. Too many wrong tries have to wait.",
  },
  not_this_way: {
    status: 409,
    title: "Your account cannot be proved in this way.",
    advice:
      "Choose one of the `methods` that `GET /api/v1/places/:place/session/proof` names: whoever has a second factor proves that one.",
  },
  second_factor_needed: {
    status: 403,
    title: "A second factor is required of you, and you have none yet.",
    advice: "Sign out and in again: signing in sets it up.",
  },
});
