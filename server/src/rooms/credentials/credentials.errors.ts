import { defineErrors } from "../../platform/errors.ts";

export const credentialErrors = defineErrors("credentials", {
  weak_password: {
    status: 400,
    title: "Choose a stronger password.",
    advice: "`weakness` names the rule that is broken; `GET /api/v1/places/:place/sign-in` tells all rules.",
  },
  wrong_password: {
    status: 403,
    title: "The current password is not right.",
    advice: "Type the current password again.",
  },
  hash_not_accepted: {
    status: 400,
    title: "This password hash cannot be taken over.",
    advice: "Accepted are argon2, bcrypt, scrypt and PBKDF2 in the forms and costs of docs/guides/password-hashes.md.",
  },
  too_many_hash_kinds: {
    status: 409,
    title: "This profile already holds password hashes of as many kinds as it may.",
    advice: "Bring this person without a hash and send a link, or wait until people with the rarest kinds have signed in.",
  },
  link_not_valid: {
    status: 404,
    title: "This link is no longer valid.",
    advice: "A link works once and for a limited time. Ask whoever sent it for a new one.",
  },
});
