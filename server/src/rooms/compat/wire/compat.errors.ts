import { defineErrors } from "../../../platform/errors.ts";

/** Their titles are TagoIO's own sentences, which clients compare. */
export const compatErrors = defineErrors("compat", {
  authorization_denied: {
    status: 401,
    title: "Authorization Denied",
    advice: "Send a token of the right kind in the header `token`, and give it the right by a policy.",
  },
  not_served: {
    status: 404,
    title: "Latchkey does not serve this call.",
    advice: "See the table of calls in docs/tagoio.md.",
  },
  not_found: {
    status: 404,
    title: "Not Found",
    advice: "It does not exist, or the token may not know that it does.",
  },
  not_valid: {
    status: 400,
    title: "The request is not valid.",
    advice: "The message says which field is wrong and how.",
  },
});
