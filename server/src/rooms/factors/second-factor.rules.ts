import type { ProvingKind, ProvingMethod, SecondFactorDemand, SecondFactorMethod, SecondFactorRules } from "@latchkey/contract";

export interface Demand {
  demand: SecondFactorDemand;
  /** From when on a second factor is required; null where it is not going to be, or is so since ever. */
  dueAt: Date | null;
}

/** What the rules ask of somebody who holds these roles. */
export function secondFactorDemandOf(rules: SecondFactorRules, { roleIds, now }: { roleIds: readonly string[]; now: Date }): Demand {
  if (rules.rule === "off") return { demand: "off", dueAt: null };

  const isRequired = rules.rule === "required" || rules.requiredRoleIds.some((roleId) => roleIds.includes(roleId));
  if (!isRequired) return { demand: "optional", dueAt: null };

  const dueAt = rules.requiredFrom === null ? null : new Date(rules.requiredFrom);
  return { demand: dueAt !== null && dueAt > now ? "due" : "required", dueAt };
}

/** What proved somebody in the first place. A passkey that has verified its user is two factors in one. */
export type FirstProof = "password" | "email_code" | "passkey";

/**
 * The ways that are open to somebody who owes a second factor. The same mailbox twice is one factor: whoever came in by an
 * e-mail code cannot prove the second one with another.
 */
export function provingMethodsOf(
  factors: readonly { kind: SecondFactorMethod; hint: string | null }[],
  { provedBy, recoveryCodesLeft }: { provedBy: FirstProof; recoveryCodesLeft: number },
): ProvingMethod[] {
  const usable = factors.filter(({ kind }) => !(kind === "email_code" && provedBy === "email_code"));
  const ofKind = (kind: ProvingKind): ProvingMethod[] => {
    if (kind === "recovery_code") return recoveryCodesLeft > 0 ? [{ kind, hint: null }] : [];
    const found = usable.find((each) => each.kind === kind);
    return found ? [{ kind, hint: found.hint }] : [];
  };
  return order.flatMap(ofKind);
}

/** The strongest first; whoever lost all of them finds the recovery codes last. */
const order: readonly ProvingKind[] = ["passkey", "totp", "email_code", "sms_code", "recovery_code"];

/** a…@example.com: enough for the owner to know which mailbox to open. */
export function emailHint(email: string): string {
  const at = email.lastIndexOf("@");
  return `${email.slice(0, 1)}…${email.slice(at)}`;
}

/** …56: enough for the owner to know which phone to look at. */
export function phoneHint(phoneNumber: string): string {
  return `…${phoneNumber.slice(-2)}`;
}
