import { defaultSecuritySettings, portalPlace, type AccountRules } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readMails, type ReadMail } from "../../../test/read-mails.ts";
import { runJobsNow } from "../../../test/run-jobs.ts";
import { fragmentOf } from "../../../test/scene.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { deploymentId } from "../../platform/ids.ts";
import type { Outbound } from "../../platform/outbound.ts";
import { createLiveHub } from "../live/index.ts";
import { handOverDeletion } from "./hand-over-deletion.ts";
import { deleteDueAccounts } from "./settle-deletion.ts";

const called: { url: string; body: unknown }[] = [];
let isHookDown = false;
const outbound: Outbound = {
  postJson: async (url, body) => {
    if (isHookDown) throw new Error("nobody answers");
    called.push({ url, body });
  },
};

let latchkey: TestApp;
beforeAll(async () => (latchkey = await startTestApp({ outbound })));
afterAll(() => latchkey.close());

async function stage(accounts: Partial<AccountRules> = {}) {
  const profile = await latchkey.make.aProfile();
  const user = await latchkey.make.aUser(profile);
  const settings = { ...defaultSecuritySettings, accounts: { ...defaultSecuritySettings.accounts, ...accounts } };
  await profile.client.security.updateSecurity({ params: { profileId: profile.id }, body: { settings }, ifMatch: 1 });
  const params = { place: portalPlace(profile.slug) };
  const statusOf = async () => (await profile.client.users.getUser({ params: { profileId: profile.id, userId: user.id } })).status;
  return { profile, user, params, mine: latchkey.client(user.token).accounts, nobody: latchkey.client().accounts, statusOf };
}

/** The clock stands still, so the newest of several mails is found by what it is about. */
async function mailOf(address: string, template: string): Promise<ReadMail> {
  const found = (await readMails(latchkey, address)).filter((mail) => mail.template === template).at(-1);
  if (!found) throw new Error(`no ${template} to ${address}`);
  return found;
}

const linkIn = async (address: string, template: string) => fragmentOf(String((await mailOf(address, template)).data["link"]));

describe("the language that somebody reads", () => {
  const trailOf = async (userId: string) =>
    latchkey.db
      .selectFrom("audit_entries")
      .selectAll()
      .where("object_id", "=", userId)
      .where("action", "like", "%.updated")
      .orderBy("at")
      .execute();

  test("is said by themselves, shown to them and to administrators, and recorded once", async () => {
    const { user, profile, params, mine } = await stage();
    const here = { params: { slug: profile.slug } };
    const me = latchkey.client(user.token).portal;
    const seen = async () => {
      const { language } = await profile.client.users.getUser({ params: { profileId: profile.id, userId: user.id } });
      return [language, (await me.getPortalMe(here)).user.language];
    };
    expect(await seen()).toEqual([null, null]);
    for (const language of ["pt-BR", "pt-BR", null]) {
      latchkey.clock.advance({ minutes: 1 });
      await mine.setOwnLanguage({ params, body: { language } });
      expect(await seen()).toEqual([language, language]);
    }
    expect((await trailOf(user.id)).map(({ before, after, actor_id: by }) => ({ before, after, by }))).toEqual([
      { before: { language: null }, after: { language: "pt-BR" }, by: user.id },
      { before: { language: "pt-BR" }, after: { language: null }, by: user.id },
    ]);
  });

  test("is what mails to them come in, whatever the page speaks and whoever causes them", async () => {
    const { user, profile, params, mine } = await stage();
    await mine.setOwnLanguage({ params, body: { language: "es" } });
    const language = async () => (await readMails(latchkey, user.email ?? "")).map((mail) => mail.language);
    await profile.client.users.createUserPasswordLink({ params: { profileId: profile.id, userId: user.id } });
    const headers = { "accept-language": "de", authorization: `Bearer ${user.token}` };
    await latchkey.request({ method: "POST", url: `/api/v1/places/${params.place}/account/deletion`, payload: {}, headers });
    expect(await language()).toEqual(["es", "es"]);
  });

  test("is an administrator's too, at the console", async () => {
    const administrator = await latchkey.make.anAdministrator();
    const me = latchkey.client(administrator.token);
    await me.accounts.setOwnLanguage({ params: { place: "console" }, body: { language: "fr" } });
    const { language, administrator: shown } = await me.administrators.getMe();
    expect([language, shown?.language]).toEqual(["fr", "fr"]);
    expect((await trailOf(administrator.id)).map(({ action, profile_id: profileId }) => [action, profileId])).toEqual([
      ["administrator.updated", deploymentId],
    ]);
  });

  test("is none that has no form, nobody's who is not signed in, and not set by whoever acts for support or is denied it", async () => {
    const { user, profile, params, mine, nobody } = await stage();
    for (const language of ["", "english", "PT", "pt_BR", "e\u0000"])
      await expect(mine.setOwnLanguage({ params, body: { language } })).rejects.toMatchObject({ status: 400, code: "http.bad_request" });
    const body = { language: "de" };
    await expect(nobody.setOwnLanguage({ params, body })).rejects.toMatchObject({ status: 401 });
    const permissions = [
      { effect: "deny" as const, actions: ["edit" as const], resource: { type: "own_settings" as const, match: "any" as const } },
    ];
    await latchkey.make.aPolicy(profile, { targets: [{ subject: "run_user", match: "id", id: user.id }], permissions });
    await expect(mine.setOwnLanguage({ params, body })).rejects.toMatchObject({ status: 403, code: "http.not_allowed" });
    expect(await trailOf(user.id)).toEqual([]);
  });
});

describe("changing one's own address", () => {
  test("takes the code that went to the new one, tells the old one, and can be undone from there", async () => {
    const { user, params, mine, nobody } = await stage();
    await mine.requestEmailChange({ params, body: { email: "new@latchkey.test" } });
    const sent = await mailOf("new@latchkey.test", "email_change");

    const changed = await mine.confirmEmailChange({ params, body: { code: String(sent.data["code"]) } });
    expect(changed).toEqual({ email: "new@latchkey.test" });
    await mailOf(user.email ?? "", "email_change_notice");

    await nobody.undoEmailChange({ params, body: { token: await linkIn(user.email ?? "", "email_change_notice") } });
    const row = await latchkey.db.selectFrom("users").select("email").where("id", "=", user.id).executeTakeFirstOrThrow();
    expect(row.email).toBe(user.email);
    await expect(mine.getOwnDeletion({ params })).rejects.toMatchObject({ status: 401 });
  });

  test("works by the link too, once, whoever opens it", async () => {
    const { params, mine, nobody, user } = await stage();
    await mine.requestEmailChange({ params, body: { email: "linked@latchkey.test" } });
    const token = await linkIn("linked@latchkey.test", "email_change");
    const results = await Promise.allSettled(Array.from({ length: 100 }, () => nobody.redeemEmailChange({ params, body: { token } })));
    expect(results.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    const row = await latchkey.db.selectFrom("users").select("email").where("id", "=", user.id).executeTakeFirstOrThrow();
    expect(row.email).toBe("linked@latchkey.test");
  });

  test("does not tell whether somebody has the address, but tells that person", async () => {
    const { profile, params, mine } = await stage();
    const holder = await latchkey.make.aUser(profile);
    const [known, unknown] = [
      await mine.requestEmailChange({ params, body: { email: holder.email ?? "" } }),
      await mine.requestEmailChange({ params, body: { email: "free@latchkey.test" } }),
    ];
    expect(known).toEqual(unknown);
    await mailOf(holder.email ?? "", "already_have_account");
    expect((await readMails(latchkey, holder.email ?? "")).every((mail) => mail.data["code"] === undefined)).toBe(true);
  });

  test("is refused with a wrong code, one's own address, and without a recent proof", async () => {
    const { user, params, mine } = await stage();
    await mine.requestEmailChange({ params, body: { email: "other@latchkey.test" } });
    const code = String((await mailOf("other@latchkey.test", "email_change")).data["code"]);
    const wrong = code === "000000" ? "000001" : "000000";
    await expect(mine.confirmEmailChange({ params, body: { code: wrong } })).rejects.toMatchObject({
      status: 403,
      code: "accounts.wrong_code",
    });
    const same = mine.requestEmailChange({ params, body: { email: user.email ?? "" } });
    await expect(same).rejects.toMatchObject({ status: 409, code: "accounts.same_email" });

    latchkey.clock.advance({ hours: 1 });
    const late = mine.requestEmailChange({ params, body: { email: "late@latchkey.test" } });
    await expect(late).rejects.toMatchObject({ status: 403, code: "http.proof_needed" });
  });

  test("a code is worth five tries, however many come at once", async () => {
    const { params, mine } = await stage();
    await mine.requestEmailChange({ params, body: { email: "guess@latchkey.test" } });
    const code = String((await mailOf("guess@latchkey.test", "email_change")).data["code"]);
    const wrong = code === "000000" ? "000001" : "000000";
    await Promise.allSettled(Array.from({ length: 10 }, () => mine.confirmEmailChange({ params, body: { code: wrong } })));
    await expect(mine.confirmEmailChange({ params, body: { code } })).rejects.toMatchObject({ status: 403 });
  });
});

describe("asking for the deletion of one's account", () => {
  test("mails the owner, who decides", async () => {
    const { profile, user, params, mine, statusOf } = await stage({ deletion: "mail_owner", ownerEmail: "owner@latchkey.test" });
    await mine.requestDeletion({ params, body: { reason: "moving on" } });
    await mailOf("owner@latchkey.test", "deletion_requested_owner");
    expect(await statusOf()).toBe("active");

    const at = { profileId: profile.id };
    const [request] = (await profile.client.accounts.listDeletionRequests({ params: at })).items;
    expect(request).toMatchObject({ user: { id: user.id }, reason: "moving on", dueAt: null });
    await profile.client.accounts.decideDeletion({ params: { ...at, requestId: request?.id ?? "" }, body: { decision: "delete" } });
    expect(await statusOf()).toBe("deleted");
    await mailOf(user.email ?? "", "deletion_done");
  });

  test("mails every administrator of the profile where no owner is named", async () => {
    const { profile, params, mine } = await stage({ deletion: "mail_owner" });
    await mine.requestDeletion({ params, body: {} });
    const row = await latchkey.db.selectFrom("users").select("email").where("id", "=", profile.administrator.id).executeTakeFirstOrThrow();
    expect(await mailOf(row.email ?? "", "deletion_requested_owner")).toMatchObject({ profileId: profile.id });
  });

  test("is refused by whoever decides, and the account stays", async () => {
    const { profile, user, params, mine, statusOf } = await stage({ deletion: "mail_owner" });
    await mine.requestDeletion({ params, body: {} });
    const at = { profileId: profile.id };
    const [request] = (await profile.client.accounts.listDeletionRequests({ params: at })).items;
    const decide = () =>
      profile.client.accounts.decideDeletion({
        params: { ...at, requestId: request?.id ?? "" },
        body: { decision: "refuse", reason: "open invoice" },
      });
    await decide();
    expect(await statusOf()).toBe("active");
    await mailOf(user.email ?? "", "deletion_cancelled");
    await expect(decide()).rejects.toMatchObject({ status: 404 });
  });

  test("deletes by itself after the grace time, and not a moment before", async () => {
    const { user, params, mine, statusOf } = await stage({ deletion: "delete", deletionGraceDays: 7 });
    const asked = await mine.requestDeletion({ params, body: {} });
    expect(asked.dueAt).toBe(new Date(latchkey.clock.now().getTime() + 7 * 86_400_000).toISOString());

    latchkey.clock.advance({ hours: 7 * 24 - 1 });
    await deleteDueAccounts(latchkey.app.commandLineContext());
    expect(await statusOf()).toBe("active");
    latchkey.clock.advance({ hours: 1 });
    await Promise.all([1, 2].map(() => deleteDueAccounts(latchkey.app.commandLineContext())));
    expect(await statusOf()).toBe("deleted");
    const mails = (await readMails(latchkey, user.email ?? "")).filter((mail) => mail.template === "deletion_done");
    expect(mails).toHaveLength(1);
  });

  test("is taken back in the account or by the link of the mail, as long as it has not happened", async () => {
    const { user, params, mine, nobody, statusOf } = await stage({ deletion: "delete", deletionGraceDays: 7 });
    await mine.requestDeletion({ params, body: {} });
    expect((await mine.cancelDeletion({ params })).requestedAt).toBeNull();
    await expect(mine.cancelDeletion({ params })).rejects.toMatchObject({ status: 409, code: "accounts.nothing_requested" });

    latchkey.clock.advance({ minutes: 1 });
    await mine.requestDeletion({ params, body: {} });
    const token = await linkIn(user.email ?? "", "deletion_requested");
    await nobody.undoDeletion({ params, body: { token } });
    await expect(nobody.undoDeletion({ params, body: { token } })).rejects.toMatchObject({ status: 404 });
    latchkey.clock.advance({ hours: 8 * 24 });
    await deleteDueAccounts(latchkey.app.commandLineContext());
    expect(await statusOf()).toBe("active");
  });

  test("runs a webhook, again and again until it takes it", async () => {
    const url = "https://example.com/leaving";
    const { profile, user, params, mine } = await stage({ deletion: "webhook", deletionWebhookUrl: url });
    isHookDown = true;
    await mine.requestDeletion({ params, body: { reason: "bye" } });
    await expect(runJobsNow(latchkey)).rejects.toThrow("nobody answers");
    isHookDown = false;
    // What failed is done anew by the queue, with the same payload.
    const request = await latchkey.db.selectFrom("deletion_requests").select("id").where("user_id", "=", user.id).executeTakeFirstOrThrow();
    await handOverDeletion(latchkey.app.commandLineContext(profile.id), { requestId: request.id });

    expect(called).toEqual([{ url, body: expect.objectContaining({ event: "user.deletion_requested", reason: "bye" }) }]);
    expect(called[0]?.body).toMatchObject({ user: { id: user.id, email: user.email } });
  });

  test("runs an analysis", async () => {
    const { profile, params, mine, user } = await stage();
    const analysis = await latchkey.make.anAnalysis(profile);
    const at = { profileId: profile.id };
    const { version, settings } = await profile.client.security.getSecurity({ params: at });
    const accounts = { ...settings.accounts, deletion: "analysis" as const, deletionAnalysisId: analysis.id };
    await profile.client.security.updateSecurity({ params: at, body: { settings: { ...settings, accounts } }, ifMatch: version });

    const hub = createLiveHub({ db: latchkey.db, platform: latchkey.app.commandLineContext().platform });
    const heard: unknown[] = [];
    const stopListening = hub.listen(profile.id, [`analysis_trigger.${analysis.id}`], (message) => heard.push(message.payload));
    await mine.requestDeletion({ params, body: {} });
    await runJobsNow(latchkey);
    await hub.poll();
    await hub.poll();
    stopListening();
    expect(heard).toEqual([
      expect.objectContaining({ data: [expect.objectContaining({ user: expect.objectContaining({ id: user.id }) })] }),
    ]);
  });

  test("is not offered where it is off", async () => {
    const { params, mine } = await stage({ deletion: "off" });
    expect((await mine.getOwnDeletion({ params })).isOffered).toBe(false);
    await expect(mine.requestDeletion({ params, body: {} })).rejects.toMatchObject({ status: 403, code: "accounts.deletion_not_offered" });
  });
});

describe("downloading one's own data", () => {
  test("holds what is kept and no secret, for machines and to read", async () => {
    const { user, params, mine } = await stage();
    const json = await mine.downloadOwnData({ params, body: { format: "json" } });
    expect(JSON.parse(json.content)).toMatchObject({ account: { id: user.id, email: user.email }, sessions: [expect.anything()] });
    const html = await mine.downloadOwnData({ params, body: { format: "html" } });
    expect(html).toMatchObject({ mediaType: "text/html", fileName: expect.stringMatching(/^my-data-.*\.html$/) });
    for (const { content } of [json, html]) expect(content).not.toMatch(/hash|argon2|token|sealed/i);
  });

  test("shows names as text, whatever they are", async () => {
    const { profile, params } = await stage();
    const user = await latchkey.make.aUser(profile, { name: "<script>alert(1)</script>" });
    const { content } = await latchkey.client(user.token).accounts.downloadOwnData({ params, body: { format: "html" } });
    expect(content).not.toContain("<script");
  });

  test("is refused where the profile does not offer it", async () => {
    const { params, mine } = await stage({ mayDownloadData: false });
    await expect(mine.downloadOwnData({ params, body: {} })).rejects.toMatchObject({ status: 403, code: "accounts.download_not_offered" });
  });
});

describe("acting as a user for support", () => {
  async function acting(body: { mayWrite?: boolean; minutes?: number } = {}) {
    const { profile, user, params } = await stage();
    const path = `/api/v1/profiles/${profile.id}/users/${user.id}/login-as`;
    const answer = await latchkey.request({
      method: "POST",
      url: path,
      headers: { authorization: `Bearer ${profile.administrator.token}` },
      payload: { reason: "ticket 17", ...body },
    });
    const token = /=(u-[\w-]+)/.exec(String(answer.headers["set-cookie"]))?.[1] ?? "";
    const audit = (actorId: string) => profile.client.audit.listAudit({ params: { profileId: profile.id }, query: { actorId } });
    return { profile, user, params, answer, token, as: latchkey.client(token), audit };
  }

  test("shows what the user sees, changes nothing, ends in time and tells the person", async () => {
    const { profile, user, as, answer } = await acting({ minutes: 30 });
    expect(answer.statusCode).toBe(201);
    const here = { slug: profile.slug };
    expect((await as.portal.getPortalMe({ params: here })).user.id).toBe(user.id);
    const rename = as.portal.updatePortalMe({ params: here, body: { name: "Changed" } });
    await expect(rename).rejects.toMatchObject({ status: 403, code: "http.read_only_session" });
    await mailOf(user.email ?? "", "signed_in_as_you");

    latchkey.clock.advance({ hours: 1 });
    await expect(as.portal.getPortalMe({ params: here })).rejects.toMatchObject({ status: 401 });
  });

  test("leaves both names in the audit log of whatever it changes, where it may", async () => {
    const { profile, user, as, audit } = await acting({ mayWrite: true });
    await as.portal.updatePortalMe({ params: { slug: profile.slug }, body: { name: "Changed" } });
    const entries = (await audit(profile.administrator.id)).items;
    expect(entries.find((entry) => entry.action === "user.updated")).toMatchObject({
      actor: { type: "administrator", id: profile.administrator.id },
      actingAs: { id: user.id },
    });
    expect(entries.find((entry) => entry.action === "user.acted_for")).toMatchObject({ reason: "ticket 17" });
  });

  test("opens nothing of the user's own account, and is no way to act for somebody else", async () => {
    const { params, as, profile, user } = await acting({ mayWrite: true });
    const refused = { status: 403 };
    await expect(as.accounts.getOwnDeletion({ params })).rejects.toMatchObject(refused);
    await expect(as.accounts.downloadOwnData({ params, body: {} })).rejects.toMatchObject(refused);
    await expect(as.sessions.listOwnSessions({ params })).rejects.toMatchObject(refused);
    await expect(as.factors.listFactors({ params })).rejects.toMatchObject(refused);
    const again = as.accounts.loginAs({ params: { profileId: profile.id, userId: user.id }, body: { reason: "more" } });
    await expect(again).rejects.toMatchObject({ status: 404 });
  });

  test("ends with the administrator who acts", async () => {
    const { profile, as } = await acting();
    const root = latchkey.client((await latchkey.make.anAdministrator({ isSuper: true })).token);
    await root.administrators.updateAdministrator({ params: { administratorId: profile.administrator.id }, body: { status: "suspended" } });
    await expect(as.portal.getPortalMe({ params: { slug: profile.slug } })).rejects.toMatchObject({ status: 401 });
  });

  // Class 11 and 19 of the attack classes: what a script may is no way to take an account over.
  test.each(["api token", "analysis"])("by an %s is acting like any other, and ends with it", async (kind) => {
    const { profile, user, params } = await stage();
    const at = { profileId: profile.id };
    const tokens = await profile.client.tokens.createToken({ params: at, body: { name: "Desk", permission: "full" } });
    const analysis = await latchkey.make.anAnalysis(profile);
    const mayActs = [
      { effect: "allow" as const, actions: ["access", "login_as_user"], resource: { type: "run_user", match: "any" as const } },
    ];
    await latchkey.make.aPolicy(profile, { targets: [{ subject: "analysis", match: "id", id: analysis.id }], permissions: mayActs });
    const answer = await latchkey.request({
      method: "POST",
      url: `/api/v1/profiles/${profile.id}/users/${user.id}/login-as`,
      headers: { authorization: `Bearer ${kind === "analysis" ? analysis.token : tokens.token}` },
      payload: { reason: "desk" },
    });
    const as = latchkey.client(/=(u-[\w-]+)/.exec(String(answer.headers["set-cookie"]))?.[1] ?? "");
    const here = { slug: profile.slug };
    expect((await as.portal.getPortalMe({ params: here })).user.id).toBe(user.id);
    const refused = { status: 403 };
    await expect(as.portal.updatePortalMe({ params: here, body: { name: "Mine" } })).rejects.toMatchObject(refused);
    await expect(as.accounts.requestEmailChange({ params, body: { email: "thief@latchkey.test" } })).rejects.toMatchObject(refused);
    await expect(as.factors.startFactor({ params, body: { kind: "totp" } })).rejects.toMatchObject(refused);

    if (kind === "analysis") await profile.client.analyses.deleteAnalysis({ params: { ...at, analysisId: analysis.id } });
    else await profile.client.tokens.deleteToken({ params: { ...at, tokenId: tokens.id } });
    await expect(as.portal.getPortalMe({ params: here })).rejects.toMatchObject({ status: 401 });
  });

  test("ends with the session of whoever acts, and with the right to", async () => {
    const { profile, user } = await stage();
    const helper = await latchkey.make.aUser(profile);
    const policy = await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "id", id: helper.id }],
      permissions: [{ effect: "allow", actions: ["access", "login_as_user"], resource: { type: "run_user", match: "any" } }],
    });
    const start = async (token: string) => {
      const url = `/api/v1/profiles/${profile.id}/users/${user.id}/login-as`;
      const answer = await latchkey.request({
        method: "POST",
        url,
        headers: { authorization: `Bearer ${token}` },
        payload: { reason: "help" },
      });
      return latchkey.client(/=(u-[\w-]+)/.exec(String(answer.headers["set-cookie"]))?.[1] ?? "");
    };
    const here = { params: { slug: profile.slug } };
    const [byHelper, byAdministrator] = [await start(helper.token), await start(profile.administrator.token)];
    await byHelper.portal.getPortalMe(here);
    const at = { profileId: profile.id, policyId: policy.id };
    await profile.client.access.deletePolicy({ params: at, query: { reason: "over", confirmName: policy.name } });
    await expect(byHelper.portal.getPortalMe(here)).rejects.toMatchObject({ status: 401 });

    await byAdministrator.portal.getPortalMe(here);
    await latchkey.client(profile.administrator.token).administrators.signOut({});
    await expect(byAdministrator.portal.getPortalMe(here)).rejects.toMatchObject({ status: 401 });
  });

  test("is impossible upwards, for the anonymous user, and for whoever is suspended", async () => {
    const { profile } = await stage();
    const params = { profileId: profile.id };
    const [helper, boss] = [
      await latchkey.make.aUser(profile),
      await latchkey.make.aUser(profile, { tags: [{ key: "boss", value: "yes" }] }),
    ];
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "id", id: helper.id }],
      permissions: [{ effect: "allow", actions: ["access", "login_as_user"], resource: { type: "run_user", match: "any" } }],
    });
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "tag", key: "boss", value: "yes" }],
      permissions: [{ effect: "allow", actions: ["access", "delete"], resource: { type: "dashboard", match: "any" } }],
    });
    const upwards = latchkey.client(helper.token).accounts.loginAs({ params: { ...params, userId: boss.id }, body: { reason: "why not" } });
    await expect(upwards).rejects.toMatchObject({ status: 403 });

    const anonymous = await profile.client.users.createAnonymousUser({ params, body: {} });
    const target = await latchkey.make.aUser(profile);
    await profile.client.users.suspendUser({ params: { ...params, userId: target.id }, body: { reason: "left" } });
    for (const userId of [anonymous.id, target.id]) {
      const tried = profile.client.accounts.loginAs({ params: { ...params, userId }, body: { reason: "why not" } });
      await expect(tried).rejects.toMatchObject({ status: 409, code: "accounts.cannot_act_as" });
    }
  });
});
