import { sessionMethod, type SignInRecord } from "@latchkey/contract";
import { accountOf } from "../../http/account.ts";
import type { Context } from "../../http/context.ts";
import { listAudit } from "../audit/index.ts";
import { describeUserAgent } from "../browsers/index.ts";

const shownMax = 20;

/** The caller's last sign-ins, so that people can tell which were not theirs. */
export async function listOwnSignIns(ctx: Context): Promise<{ items: SignInRecord[] }> {
  const { profileId, userId } = accountOf(ctx);
  const query = { action: ["session.started"], objectId: userId, limit: shownMax };
  const { items } = await listAudit({ ...ctx, profileId }, query);
  return {
    items: items.map(({ at, result, after, userAgent, ip }) => ({
      at,
      isOk: result === "ok",
      method: methodIn(after),
      device: describeUserAgent(userAgent),
      address: ip,
      country: ctx.platform.countries.countryOf(ip),
    })),
  };
}

function methodIn(after: unknown): SignInRecord["method"] {
  const method = typeof after === "object" && after !== null && "method" in after ? after.method : null;
  return sessionMethod.nullable().catch(null).parse(method);
}
