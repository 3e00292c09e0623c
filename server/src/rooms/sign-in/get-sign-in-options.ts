import type { SignInOptions } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import type { Place } from "../sessions/index.ts";

/** What a sign-in page shows to anybody. */
export async function getSignInOptions(ctx: Context, place: Place): Promise<SignInOptions> {
  const settings = place.security;
  const { password, emailCode, passkey } = settings.signInMethods;
  const { consoleSessionHours, portalSessionHours } = ctx.platform.settings;
  return {
    name: place.name ?? "Latchkey",
    language: place.language ?? "en",
    methods: [
      ...(password ? ["password" as const] : []),
      ...(emailCode ? ["code" as const] : []),
      ...(passkey ? ["passkey" as const] : []),
    ],
    isBotCheckDemanded: settings.botCheck === "always",
    canSelfReset: password,
    passwordRules: settings.passwords,
    sessionHours: settings.sessions.absoluteHours ?? (place.kind === "console" ? consoleSessionHours : portalSessionHours),
    idleMinutes: settings.sessions.idleMinutes,
    mayTrust: settings.devices.mayTrust,
  };
}
