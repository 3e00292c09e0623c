import type { User, UserFilter } from "@latchkey/contract";
import type { Tone } from "@latchkey/ui";
import type { Translate, WordKey } from "@latchkey/words";

export const statusLooks: Record<User["status"], { tone: Tone; word: WordKey }> = {
  pending: { tone: "warning", word: "users.statusPending" },
  active: { tone: "positive", word: "users.statusActive" },
  invited: { tone: "info", word: "users.statusInvited" },
  suspended: { tone: "danger", word: "users.statusSuspended" },
  deleted: { tone: "neutral", word: "users.statusDeleted" },
};

export const sourceWords: Record<User["source"], WordKey> = {
  console: "users.sourceConsole",
  api: "users.sourceApi",
  sign_up: "users.sourceSignUp",
  command_line: "users.sourceCommandLine",
};

/** `<30d` and the like, as a person reads it. */
export function lastSignInWords(t: Translate, lastSignIn: NonNullable<UserFilter["lastSignIn"]>): string {
  if (lastSignIn === "never") return t("users.lastSignInNever");

  const count = Number.parseInt(lastSignIn.slice(1), 10);
  return lastSignIn.startsWith("<") ? t("users.lastSignInWithin", { count }) : t("users.lastSignInLonger", { count });
}
