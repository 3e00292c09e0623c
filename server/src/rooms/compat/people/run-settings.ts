import { emailAddress, signupField, type SignupSettings } from "@latchkey/contract";
import { z } from "zod";
import { transact } from "../../../database/transact.ts";
import type { Context } from "../../../http/context.ts";
import { httpErrors } from "../../../http/http.errors.ts";
import { inOneTransaction } from "../../../http/in-one-transaction.ts";
import { loginAs } from "../../accounts/index.ts";
import { listAdministratorAddresses } from "../../administrators/index.ts";
import { queueMail } from "../../mail/index.ts";
import { findProfile, updateProfile, type ProfileRow } from "../../profiles/index.ts";
import { findUser } from "../../users/index.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import { findExtras, mergeExtras, type ExtraKey, type Extras } from "../wire/extra-fields.store.ts";
import { readBody, readId } from "../wire/read-body.ts";
import { reason } from "../wire/reason.ts";
import { readMoment } from "../wire/relative-date.ts";
import type { TagoCall, TagoRoute } from "../wire/tago-route.ts";
import { asRecord } from "./run-users.ts";

/** What a portal is at TagoIO, in the parts that Latchkey decides by. The rest is kept as sent. */
const decided = ["profile", "name", "url", "signup_method", "signup_fields", "created_at", "updated_at"] as const;

const defaults: Extras = {
  active: true,
  sub_title: "",
  favicon: null,
  logo: null,
  logo_options: {},
  signup_logo: null,
  signup_logo_options: {},
  sidebar_buttons: [],
  signin_buttons: [],
  email_templates: {},
  custom_fields: [],
  security: {},
  auth_token_ttl: null,
  sso_saml_active: false,
  integration: {},
  anonymous_token: null,
  dictionary: null,
  theme: {},
  feature_devicewifisetup: false,
  feature_geolocation: false,
};

const methods = { none: "none", email: "default", administrator: "admin_confirm" } as const;

export const keyOfRun = ({ profileId }: Context): ExtraKey => ({ profileId, type: "run", id: "run" });

async function profileOf(ctx: Context): Promise<ProfileRow> {
  const profile = await findProfile(ctx.db, ctx.profileId);
  if (!profile) throw httpErrors.not_found();
  return profile;
}

function requireRight({ access }: Context, action: "access" | "edit"): void {
  if (!access.allows("profile", action, { id: null, tags: [] })) throw httpErrors.not_allowed();
}

async function info({ ctx }: TagoCall): Promise<unknown> {
  requireRight(ctx, "access");
  const [profile, extras] = await Promise.all([profileOf(ctx), findExtras(ctx.db, keyOfRun(ctx))]);
  return {
    ...defaults,
    ...extras,
    profile: profile.id,
    name: profile.name,
    url: profile.slug,
    email_domain: new URL(ctx.platform.settings.publicUrl).hostname,
    signup_method: profile.signup.isEnabled ? methods[profile.signup.verification ?? "none"] : "disabled",
    signup_fields: profile.signup.fields.map(toTagoField),
    created_at: profile.created_at.toISOString(),
    updated_at: profile.updated_at.toISOString(),
  };
}

function toTagoField(field: SignupSettings["fields"][number]): Record<string, unknown> {
  if (field.type === "hidden") return { name: field.name, placeholder: field.value, required: false, type: "hidden" };
  return { name: field.name, placeholder: field.label, label: field.label, required: field.isRequired, type: field.type };
}

const sentField = z
  .object({
    name: z.string(),
    type: z.enum(["text", "number", "hidden"]).default("text"),
    placeholder: z.string().default(""),
    label: z.string().optional(),
    required: z.boolean().default(false),
  })
  .transform(({ name, type, placeholder, label, required }) =>
    type === "hidden" ? { type, name, value: placeholder } : { type, name, label: label ?? (placeholder || name), isRequired: required },
  );
const sent = z.object({
  name: z.string().min(1).max(100).optional(),
  signup_method: z.enum(["none", "default", "admin_confirm", "disabled"]).optional(),
  signup_fields: z.array(z.unknown()).optional(),
  owner_email: z.union([emailAddress, z.literal("")]).nullish(),
});

export async function editRun(ctx: Context, body: unknown): Promise<string> {
  requireRight(ctx, "edit");
  const changes = readBody(sent, body);
  const extras = Object.fromEntries(Object.entries(asRecord(body)).filter(([key]) => !(decided as readonly string[]).includes(key)));

  await inOneTransaction(ctx, async (within, tx) => {
    const profile = await profileOf(within);
    const signup = toSignup(changes, profile.signup);
    if (changes.name !== undefined || signup !== undefined) await updateProfile(within, { name: changes.name, signup });
    await mergeExtras(tx, keyOfRun(ctx), extras);
  });
  return "TagoIO Run Successfully Updated";
}

function toSignup(changes: z.output<typeof sent>, stored: SignupSettings): SignupSettings | undefined {
  if (changes.signup_method === undefined && changes.signup_fields === undefined) return undefined;

  const fields = changes.signup_fields
    ?.filter((field) => asRecord(field)["name"] !== "")
    .map((field) => readBody(signupField, readBody(sentField, field)));
  const method = Object.entries(methods).find(([, name]) => name === changes.signup_method)?.[0] as
    | SignupSettings["verification"]
    | undefined;
  return {
    ...stored,
    isEnabled: changes.signup_method === undefined ? stored.isEnabled : changes.signup_method !== "disabled",
    verification: method ?? stored.verification,
    fields: fields ?? stored.fields,
  };
}

const mail = z.object({ subject: z.string().min(1).max(200), body: z.string().max(100_000).optional() });

/** Sends the test mail of this server to an administrator: neither texts nor addresses from outside count. */
async function testMail({ ctx, body }: TagoCall): Promise<unknown> {
  requireRight(ctx, "edit");
  readBody(mail, body);
  const address = await ownerAddress(ctx);
  const data = { at: ctx.platform.clock.now(), sender: (await profileOf(ctx)).name };
  await transact(ctx.db, (tx) => queueMail(tx, ctx, { profileId: ctx.profileId, userId: null, to: address, template: "test_mail", data }));
  return `E-mail sent to ${address}`;
}

async function ownerAddress(ctx: Context): Promise<string> {
  const [first] = await listAdministratorAddresses(ctx.db, ctx.profileId);
  if (first === undefined) throw compatErrors.not_valid({ detail: "The profile has no administrator with an e-mail address." });
  return first;
}

/** A session as the user: 8 hours when nothing is said, and at most what the profile's security settings allow. */
async function loginAsUser({ ctx, params, query }: TagoCall): Promise<unknown> {
  const userId = readId(params["id"]);
  const now = ctx.platform.clock.now();
  const until = readMoment(query["expire_time"] ?? "8 hours", { now, direction: 1, field: "expire_time" });
  const minutes = until === null ? 480 : Math.max(1, Math.round((until.getTime() - now.getTime()) / 60_000));
  const { started } = await loginAs(ctx, { userId, reason, minutes, mayWrite: true });
  const user = await findUser(ctx.db, ctx.profileId, userId, { kind: "all" });
  const expires = started.session.expiresAt.toISOString();
  return {
    token: started.token,
    name: `Login by Run Administrator(${"name" in ctx.principal ? ctx.principal.name : ""})`,
    run_user: user?.id ?? userId,
    expire_time: expires,
    expire_date: expires,
    created_at: started.session.createdAt.toISOString(),
  };
}

const notYet = (what: string) => async () => {
  throw compatErrors.not_served({ detail: `${what} is not served by Latchkey yet.` });
};

const tokens = ["profile", "analysis"] as const;

export const runSettingsRoutes: TagoRoute[] = [
  { method: "GET", path: "/run", tokens, handler: info },
  { method: "PUT", path: "/run", tokens, handler: ({ ctx, body }) => editRun(ctx, body) },
  { method: "POST", path: "/run/email_test", tokens, requestsPerMinuteMax: 10, handler: testMail },
  { method: "GET", path: "/run/users/:id/login", tokens, writes: true, handler: loginAsUser },
  { method: "GET", path: "/run/sso/saml", tokens, handler: notYet("SAML single sign-on") },
  { method: "PUT", path: "/run/sso/saml", tokens, handler: notYet("SAML single sign-on") },
];
