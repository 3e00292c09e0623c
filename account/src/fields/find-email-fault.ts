import type { EmailFault } from "./email-field.tsx";

/** Whether it could be an address at all; whether it is one, only a mail to it can tell. */
export function findEmailFault(typed: string): EmailFault | null {
  const email = typed.trim();
  if (email === "") return "emailMissing";

  return /^\S+@\S+\.\S+$/.test(email) ? null : "emailInvalid";
}
