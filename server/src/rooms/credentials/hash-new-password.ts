import { passwordLengthMin } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { findPasswordWeakness, type PasswordWeakness } from "../../platform/password-strength.ts";
import { credentialErrors } from "./credentials.errors.ts";

const sentences: Record<PasswordWeakness, string> = {
  too_short: `must have at least ${passwordLengthMin} characters`,
  too_common: "is too common or too easy to guess",
  contains_identity: "must not contain the name or the e-mail address",
};

/**
 * Checks the password rule and hashes. Call it before a transaction begins: hashing is slow on purpose
 * and must not hold a database connection.
 */
export async function hashNewPassword(
  ctx: Context,
  password: string,
  person: { name: string; email: string | null },
  field = "password",
): Promise<string> {
  const weakness = await findPasswordWeakness(password, [person.name, ...(person.email === null ? [] : [person.email])]);
  if (weakness !== null) {
    throw credentialErrors.weak_password({
      detail: `The password ${sentences[weakness]}.`,
      errors: [{ path: `body.${field}`, message: sentences[weakness] }],
      extra: { weakness },
    });
  }
  return ctx.platform.passwords.hash(password);
}
