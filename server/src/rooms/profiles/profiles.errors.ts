import { defineErrors } from "../../platform/errors.ts";

export const profileErrors = defineErrors("profiles", {
  slug_taken: {
    status: 409,
    title: "Another profile already uses this portal address.",
    advice: "Choose another portal address.",
  },
});
