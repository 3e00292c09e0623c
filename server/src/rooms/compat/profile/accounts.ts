import { text } from "@latchkey/contract";
import { z } from "zod";
import { findPlace } from "../../sessions/index.ts";
import { requestMail } from "../../sign-in/index.ts";
import { createToken } from "../../tokens/index.ts";
import { findAdministrator } from "../../administrators/index.ts";
import { findProfile, listProfiles } from "../../profiles/index.ts";
import { requestPinCode } from "../people/sign-in.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import { credentials, readBody, readId } from "../wire/read-body.ts";
import { readMoment } from "../wire/relative-date.ts";
import type { TagoCall, TagoRoute } from "../wire/tago-route.ts";
import { asAdministrator, type Authenticate } from "./as-administrator.ts";

/** TagoIO's account is an administrator here. There is no token in the answer: the next call makes one. */
async function login({ ctx, body }: TagoCall, authenticate: Authenticate): Promise<unknown> {
  return asAdministrator({ ctx, given: readBody(credentials, body), authenticate }, async (within) => {
    const { principal } = within;
    const row = principal.kind === "administrator" ? await findAdministrator(ctx.db, principal.id) : undefined;
    if (!row) throw compatErrors.authorization_denied();
    const profiles = await listProfiles(within);
    return {
      type: "user",
      id: row.id,
      email: row.email,
      name: row.name,
      company: "",
      phone: "",
      profiles: profiles.items.map(({ id, name }) => ({ id, name, account: row.id, logo_url: null })),
    };
  });
}

const wantedToken = credentials.extend({ profile_id: z.string(), name: text(100), expire_time: z.unknown().optional() });

async function tokenCreate({ ctx, body }: TagoCall, authenticate: Authenticate): Promise<unknown> {
  const { profile_id: profileId, name, expire_time: expireTime, ...given } = readBody(wantedToken, body);
  const expiresAt = readMoment(expireTime, { now: ctx.platform.clock.now(), direction: 1, field: "expire_time" });
  return asAdministrator({ ctx, given, authenticate }, async (within) => {
    const { principal } = within;
    const profile = await findProfile(ctx.db, readId(profileId));
    const isTheirs = principal.kind === "administrator" && (principal.isSuper || principal.profileIds.includes(profileId));
    if (!profile || !isTheirs) throw compatErrors.not_found({ detail: "Profile Not Found" });

    const made = await createToken({ ...within, profileId }, { name, permission: "full", expiresAt: expiresAt?.toISOString() ?? null });
    return {
      token: made.token,
      name,
      permission: "full",
      profile: profileId,
      created_by: principal.id,
      expire_date: made.expiresAt ?? "never",
    };
  });
}

async function recoverPassword({ ctx, params }: TagoCall): Promise<unknown> {
  const { email } = readBody(credentials.pick({ email: true }), { email: params["email"] });
  await requestMail(ctx, await findPlace(ctx.db, "console"), { email, purpose: "password_reset" });
  return "E-mail sent with instructions";
}

const strangers = { tokens: ["none"] as const, requestsPerMinuteMax: 30 };

export const accountRoutes = (authenticate: Authenticate): TagoRoute[] => [
  { method: "POST", path: "/account/login", ...strangers, handler: (call) => login(call, authenticate) },
  { method: "POST", path: "/account/profile/token", ...strangers, handler: (call) => tokenCreate(call, authenticate) },
  {
    method: "POST",
    path: "/account/login/otp",
    ...strangers,
    handler: async ({ ctx, body }) => requestPinCode(ctx, await findPlace(ctx.db, "console"), readBody(credentials, body)),
  },
  { method: "GET", path: "/account/passwordreset/:email", ...strangers, handler: recoverPassword },
];
