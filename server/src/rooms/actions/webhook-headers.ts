import type { Context } from "../../http/context.ts";
import type { ActionRow } from "./actions.store.ts";

const sealedFor = "tagoio action headers";

/** Headers carry what a webhook's receiver trusts, so that the database holds them sealed. */
export function sealHeaders({ platform }: Pick<Context, "platform">, headers: Record<string, string>): string {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return platform.secrets.seal(JSON.stringify(lower), sealedFor);
}

export function headersOf({ platform }: Pick<Context, "platform">, { sealed_headers: sealed }: ActionRow): Record<string, string> {
  return sealed === null ? {} : (JSON.parse(platform.secrets.open(sealed, sealedFor)) as Record<string, string>);
}

/** Those who may change an action see them, and nobody else. */
export function visibleHeadersOf(ctx: Context, action: ActionRow): Record<string, string> {
  return mayChangeActions(ctx) ? headersOf(ctx, action) : {};
}

/** An action hands on what policies may hide, so that only who may read and write everything makes one. */
export function mayChangeActions({ principal }: Pick<Context, "principal">): boolean {
  return principal.kind === "api_token" && principal.permission === "full";
}
