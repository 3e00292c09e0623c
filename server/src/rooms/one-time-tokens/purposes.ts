/** What a single-use link or code is for; it works for nothing else. */
export type OneTimePurpose =
  | "password_link"
  | "password_reset"
  | "sign_in_code"
  | "factor_code"
  | "verify_email"
  | "email_change"
  | "email_change_undo"
  | "deletion_undo"
  | "device_approval";

/** Meant for whoever reads the person's address: worthless once that is another one. */
export const sentToAddress: readonly OneTimePurpose[] = [
  "password_link",
  "password_reset",
  "sign_in_code",
  "factor_code",
  "verify_email",
  "email_change",
  "device_approval",
];

/** What somebody who may not act any more can do nothing with; they may still take back their own deletion. */
export const forActivePeople: readonly OneTimePurpose[] = [...sentToAddress, "email_change_undo"];
