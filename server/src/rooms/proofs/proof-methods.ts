import type { ProofMethod } from "@latchkey/contract";
import { accountOf } from "../../http/account.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { hasPassword } from "../credentials/index.ts";
import { findProofFacts, type BoundTo } from "../factors/index.ts";
import { findUser, type UserRow } from "../users/index.ts";
import { proofErrors } from "./proofs.errors.ts";
import { proofMethodsOf } from "./proofs.rules.ts";

export interface Proving {
  user: UserRow;
  /** Codes and challenges are good for this session only. */
  boundTo: BoundTo;
  sessionId: string;
  methods: ProofMethod[];
}

/** Who is to prove something, and how they can. Whoever acts as somebody else cannot prove to be them. */
export async function findProving(ctx: Context): Promise<Proving> {
  const { profileId, userId, session } = accountOf(ctx);
  const user = await findUser(ctx.db, profileId, userId, { kind: "all" });
  if (!user || session.actor !== null) throw httpErrors.not_allowed();

  const methods = proofMethodsOf(await findProofFacts(ctx, user), { hasPassword: await hasPassword(ctx.db, user) });
  return { user, boundTo: `session:${session.id}`, sessionId: session.id, methods };
}

/** Refuses a way that is not open to this person. */
export function requireMethod({ methods }: Proving, kind: ProofMethod["kind"]): void {
  if (methods.length === 0) throw proofErrors.second_factor_needed();
  if (!methods.some((method) => method.kind === kind)) throw proofErrors.not_this_way();
}

/** Until when the last proof counts, and how another one can be given. */
export async function getProof(ctx: Context): Promise<{ provedUntil: string; methods: ProofMethod[] }> {
  const { methods } = await findProving(ctx);
  return { provedUntil: accountOf(ctx).session.provedUntil.toISOString(), methods };
}
