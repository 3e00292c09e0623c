import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditedSince, auditIds, changedTables } from "../../../test/database-state.ts";
import type { Makers, SignedIn } from "../../../test/makers.ts";
import { lastMail } from "../../../test/read-mails.ts";
import { runJobsNow } from "../../../test/run-jobs.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { transact } from "../../database/transact.ts";
import { deploymentId } from "../../platform/ids.ts";
import type { DeliveryResult, OutgoingMail } from "../../platform/mailer.ts";
import { queueMail } from "../mail/index.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
const outbox: OutgoingMail[] = [];
const answers: DeliveryResult[] = [];
const ok: DeliveryResult = { kind: "sent", answer: "250 ok", conversation: ["> MAIL FROM:<no-reply@latchkey.test>", "< 250 ok"] };

beforeAll(async () => {
  const send = async (mail: OutgoingMail) => {
    outbox.push(mail);
    return answers.shift() ?? ok;
  };
  latchkey = await startTestApp({ mailer: { sender: "no-reply@latchkey.test", send } });
  profile = await latchkey.make.aProfile();
});
afterAll(() => latchkey.close());
beforeEach(() => {
  outbox.splice(0);
  answers.splice(0);
});

const params = () => ({ profileId: profile.id });
const of = (mailId: string) => ({ params: { ...params(), mailId } });
/** Signed in just now, whatever time it is. */
const asRoot = async () => latchkey.client((await latchkey.make.anAdministrator({ isSuper: true })).token).mails;
const mails = () => profile.client.mails;

interface Reader {
  profileId?: string;
  userId: string | null;
  email: string;
}

/** Queues a message with a code and a link; without an answer of the server it stays queued. */
async function aMail(reader: Reader, answer?: DeliveryResult): Promise<string> {
  await runJobsNow(latchkey);
  const profileId = reader.profileId ?? profile.id;
  const data = {
    code: "482913",
    link: "/p/acme/choose-password#token=t0kent0ken",
    expiresAt: new Date(latchkey.clock.now().getTime() + 3_600_000),
  };
  const ctx = latchkey.app.commandLineContext(profileId);
  const mail = { profileId, userId: reader.userId, to: reader.email, template: "password_reset" as const, data };
  const { id } = await transact(latchkey.db, (tx) => queueMail(tx, ctx, mail));
  if (answer !== undefined) {
    answers.push(answer);
    await runJobsNow(latchkey);
  }
  return id;
}

async function aReader(options: Parameters<Makers["aUser"]>[1] = {}) {
  const user = await latchkey.make.aUser(profile, options);
  return { userId: user.id, email: user.email ?? "" };
}

const failed: DeliveryResult = { kind: "permanent", answer: "550 no such person", conversation: ["> RCPT TO:<x>", "< 550 no such person"] };
const later: DeliveryResult = { kind: "temporary", answer: "451 later", conversation: [] };

describe("the log", () => {
  test("is newest first, of this profile alone, with state and the last answer", async () => {
    const own = await latchkey.make.aProfile();
    const user = await latchkey.make.aUser(own);
    const reader = { profileId: own.id, userId: user.id, email: user.email ?? "" };
    const first = await aMail(reader, ok);
    latchkey.clock.advance({ minutes: 1 });
    const second = await aMail(reader, failed);

    const { items, total } = await own.client.mails.listMails({ params: { profileId: own.id } });
    expect(items.map((mail) => [mail.id, mail.state, mail.lastAnswer])).toEqual([
      [second, "failed", "550 no such person"],
      [first, "sent", "250 ok"],
    ]);
    expect(total).toEqual({ count: 2, isCapped: false });
    expect(items[0]).toMatchObject({
      channel: "email",
      template: "password_reset",
      recipient: user.email,
      userId: user.id,
      hasSecret: true,
    });
  });

  test("is filtered by state, recipient, template and user, and read page by page", async () => {
    const own = await latchkey.make.aProfile();
    const [ann, bob] = [await latchkey.make.aUser(own), await latchkey.make.aUser(own)];
    const to = (user: { id: string; email: string | null }) => ({ profileId: own.id, userId: user.id, email: user.email ?? "" });
    const failedToAnn = await aMail(to(ann), failed);
    const sentToBob = await aMail(to(bob), ok);
    const list = async (query: Parameters<ReturnType<typeof mails>["listMails"]>[0]["query"]) =>
      (await own.client.mails.listMails({ params: { profileId: own.id }, query: query ?? {} })).items.map((mail) => mail.id);

    expect(await list({ state: ["failed"] })).toEqual([failedToAnn]);
    expect(await list({ userId: bob.id })).toEqual([sentToBob]);
    expect(await list({ search: (ann.email ?? "").toUpperCase() })).toEqual([failedToAnn]);
    expect(await list({ search: "%" })).toEqual([]);
    expect(await list({ template: ["welcome"] })).toEqual([]);

    const page = await own.client.mails.listMails({ params: { profileId: own.id }, query: { limit: 1 } });
    const next = await own.client.mails.listMails({ params: { profileId: own.id }, query: { limit: 1, cursor: page.nextCursor ?? "" } });
    expect([...page.items, ...next.items].map((mail) => mail.id).toSorted()).toEqual([failedToAnn, sentToBob].toSorted());
    expect(next.nextCursor).toBeNull();
  });

  test.each<[string, string]>([
    ["state", "lost"],
    ["template", "spam"],
    ["userId", "x"],
    ["limit", "500"],
    ["cursor", "nonsense"],
  ])("refuses %s=%s", async (name, value) => {
    await expect(mails().listMails({ params: params(), query: { [name]: value } })).rejects.toMatchObject({ status: 400 });
  });

  test("shows one message as its reader saw it, codes and links masked, with every answer", async () => {
    const id = await aMail(await aReader(), failed);
    const shown = await mails().getMail(of(id));
    expect(shown).toMatchObject({
      state: "failed",
      answers: [{ kind: "permanent", answer: "550 no such person", conversation: failed.conversation }],
    });
    expect(shown.text).toContain("••••••");
    expect(JSON.stringify(shown)).not.toMatch(/482913|t0kent0ken/);
  });

  test("of a message that does not exist, or of another profile, is not found", async () => {
    const other = await latchkey.make.aProfile();
    const user = await latchkey.make.aUser(other);
    const foreign = await aMail({ profileId: other.id, userId: user.id, email: user.email ?? "" });
    for (const mailId of [foreign, "0".repeat(24)]) {
      await expect(mails().getMail(of(mailId))).rejects.toMatchObject({ status: 404 });
      await expect(mails().sendMailAgain(of(mailId))).rejects.toMatchObject({ status: 404 });
      await expect(mails().revealMailSecret(of(mailId))).rejects.toMatchObject({ status: 404 });
    }
  });
});

describe("sending again", () => {
  test("sends a failed message once more and notes it", async () => {
    const id = await aMail(await aReader(), failed);
    const known = await auditIds(latchkey.db);
    expect(await mails().sendMailAgain(of(id))).toMatchObject({ state: "queued" });
    expect(await auditedSince(latchkey.db, known)).toEqual(["mail.sent_again"]);
    await runJobsNow(latchkey);
    expect(await mails().getMail(of(id))).toMatchObject({ state: "sent", answers: [{ kind: "permanent" }, { kind: "sent" }] });
  });

  test("is refused while it is on its way, and when its code is no longer valid", async () => {
    const reader = await aReader();
    const queued = await aMail(reader);
    await expect(mails().sendMailAgain(of(queued))).rejects.toMatchObject({ status: 409, code: "mail.being_sent" });

    await runJobsNow(latchkey);
    latchkey.clock.advance({ hours: 2 });
    // Signs in anew, which is no part of what is looked at.
    await mails().getMail(of(queued));
    const changed = await changedTables(latchkey.db, () =>
      expect(mails().sendMailAgain(of(queued))).rejects.toMatchObject({ status: 409, code: "mail.too_late" }),
    );
    expect(changed).toEqual([]);
  });
});

describe("revealing a code or link", () => {
  test.each([
    ["failed", failed],
    ["waits for another try", later],
  ])("of a message that %s gives it to an administrator, with an audit entry that does not hold it", async (_state, answer) => {
    const id = await aMail(await aReader(), answer);
    const known = await auditIds(latchkey.db);
    expect(await mails().revealMailSecret(of(id))).toEqual({
      code: "482913",
      link: "http://latchkey.test/p/acme/choose-password#token=t0kent0ken",
      expiresAt: expect.any(String),
    });
    expect(await auditedSince(latchkey.db, known)).toEqual(["mail.secret_revealed"]);
    const entries = await latchkey.db.selectFrom("audit_entries").selectAll().where("object_id", "=", id).execute();
    expect(JSON.stringify(entries)).not.toMatch(/482913|t0kent0ken/);
  });

  test("of a message that was sent, or is on its way, is refused: it is for its reader", async () => {
    const reader = await aReader();
    const queued = await aMail(reader);
    await expect(mails().revealMailSecret(of(queued))).rejects.toMatchObject({ status: 409, code: "mail.being_sent" });
    await runJobsNow(latchkey);
    await expect(mails().revealMailSecret(of(queued))).rejects.toMatchObject({ status: 409, code: "mail.was_sent" });
  });

  test("whose time is over is refused", async () => {
    const id = await aMail(await aReader(), failed);
    latchkey.clock.advance({ hours: 2 });
    await expect(mails().revealMailSecret(of(id))).rejects.toMatchObject({ status: 409, code: "mail.too_late" });
  });

  test("of an administrator's message is for super administrators, whoever else knows its id", async () => {
    const other = await latchkey.make.anAdministrator({ profileIds: [profile.id] });
    const id = await aMail({ profileId: deploymentId, userId: other.id, email: other.email }, failed);
    await expect(mails().revealMailSecret(of(id))).rejects.toMatchObject({ status: 404 });
    const asOther = latchkey.client(other.token).mails;
    await expect(asOther.revealDeploymentMailSecret({ params: { mailId: id } })).rejects.toMatchObject({ status: 403 });
    await expect(asOther.listDeploymentMails({})).rejects.toMatchObject({ status: 403 });
    // The deployment's own id is no profile, not even for a super administrator.
    await expect((await asRoot()).revealMailSecret({ params: { profileId: deploymentId, mailId: id } })).rejects.toMatchObject({
      status: 404,
    });
    expect(await (await asRoot()).revealDeploymentMailSecret({ params: { mailId: id } })).toMatchObject({ code: "482913" });
  });
});

describe("a limited administrator", () => {
  let limited: SignedIn;
  let inside: Reader;
  let outside: Reader;
  beforeAll(async () => {
    limited = await latchkey.make.anAdministrator({ profileIds: [profile.id], limitedProfileIds: [profile.id] });
    inside = await aReader({ tags: [{ key: "site", value: "north" }] });
    outside = await aReader({ tags: [{ key: "site", value: "south" }] });
    const north = { type: "run_user" as const, match: "tag" as const, key: "site", value: "north" };
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "administrator", match: "id", id: limited.id }],
      permissions: [{ effect: "allow", actions: ["access", "edit", "set_password"], resource: north }],
    });
  });
  const asLimited = () => latchkey.client(limited.token).mails;

  test("sees messages of users they may access, and none that is nobody's", async () => {
    const [seen, hidden, nobodys] = [
      await aMail(inside, failed),
      await aMail(outside, failed),
      await aMail({ userId: null, email: "x@latchkey.test" }, failed),
    ];
    const { items, total } = await asLimited().listMails({ params: params(), query: { limit: 200 } });
    expect(items.map((mail) => mail.id)).toContain(seen);
    expect(items.every((mail) => mail.userId === inside.userId)).toBe(true);
    expect(total.count).toBe(items.length);
    for (const mailId of [hidden, nobodys]) {
      await expect(asLimited().getMail(of(mailId))).rejects.toMatchObject({ status: 404 });
      await expect(asLimited().revealMailSecret(of(mailId))).rejects.toMatchObject({ status: 404 });
      await expect(asLimited().sendMailAgain(of(mailId))).rejects.toMatchObject({ status: 404 });
    }
  });

  test("gets a code only of those whom they may act as: not of somebody who may do more", async () => {
    const id = await aMail(inside, failed);
    await expect(asLimited().revealMailSecret(of(id))).resolves.toMatchObject({ code: "482913" });

    const strong = await aReader({ tags: [{ key: "site", value: "north" }] });
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "id", id: strong.userId }],
      permissions: [{ effect: "allow", actions: ["access", "edit"], resource: { type: "device", match: "any" } }],
    });
    const strongs = await aMail(strong, failed);
    const changed = await changedTables(latchkey.db, () =>
      expect(asLimited().revealMailSecret(of(strongs))).rejects.toMatchObject({ status: 403 }),
    );
    expect(changed).toEqual([]);
  });

  test("cannot send test messages", async () => {
    await expect(asLimited().sendTestMail({ params: params(), body: { to: "x@latchkey.test" } })).rejects.toMatchObject({ status: 403 });
  });
});

describe("a test message", () => {
  const body = { to: "test@latchkey.test" };

  test("is sent at once and answers with what the server said", async () => {
    await runJobsNow(latchkey);
    outbox.splice(0);
    const known = await auditIds(latchkey.db);
    const sent = await mails().sendTestMail({ params: params(), body: { ...body, language: "de" } });
    expect(sent).toMatchObject({ state: "sent", template: "test_mail", answers: [{ answer: "250 ok", conversation: ok.conversation }] });
    expect(sent.subject).toMatch(/^Testnachricht von Profile/);
    expect(outbox).toHaveLength(1);
    expect(await auditedSince(latchkey.db, known)).toEqual(["mail.test_sent"]);
    await runJobsNow(latchkey);
    expect(outbox.map((mail) => mail.to.address)).toEqual(["test@latchkey.test"]);
  });

  test("that is refused says why", async () => {
    answers.push(failed);
    expect(await mails().sendTestMail({ params: params(), body })).toMatchObject({ state: "failed", lastAnswer: "550 no such person" });
  });

  test("of the deployment is for super administrators", async () => {
    expect(await (await asRoot()).sendDeploymentTestMail({ body })).toMatchObject({ state: "sent" });
    await expect(profile.client.mails.sendDeploymentTestMail({ body })).rejects.toMatchObject({ status: 403 });
  });

  test.each([{ to: "nobody" }, { to: "a@latchkey.test,b@latchkey.test" }, { to: "a@latchkey.test\r\nBcc: b@latchkey.test" }, {}])(
    "to %j is refused",
    async (to) => {
      await expect(mails().sendTestMail({ params: params(), body: to as never })).rejects.toMatchObject({ status: 400 });
      expect(outbox).toEqual([]);
    },
  );
});

describe("without a mail server", () => {
  let bare: TestApp;
  let own: typeof profile;
  beforeAll(async () => {
    bare = await startTestApp();
    own = await bare.make.aProfile();
  });
  afterAll(() => bare.close());

  test("that is said, messages wait as suppressed, and their links can be copied", async () => {
    expect(await own.client.mails.getMailDelivery({ params: { profileId: own.id } })).toEqual({
      isEmailConfigured: false,
      isSmsConfigured: false,
      sender: null,
    });
    const user = await bare.make.aUser(own);
    const data = { code: "482913", link: null, expiresAt: new Date(bare.clock.now().getTime() + 3_600_000) };
    await transact(bare.db, (tx) =>
      queueMail(tx, bare.app.commandLineContext(own.id), {
        profileId: own.id,
        userId: user.id,
        to: user.email ?? "",
        template: "password_reset",
        data,
      }),
    );
    const { id, state } = await lastMail(bare, user.email ?? "");
    expect(state).toBe("suppressed");
    const mail = { params: { profileId: own.id, mailId: id } };
    expect(await own.client.mails.revealMailSecret(mail)).toMatchObject({ code: "482913", link: null });
    await expect(own.client.mails.sendMailAgain(mail)).rejects.toMatchObject({ status: 409, code: "mail.not_configured" });
    await expect(own.client.mails.sendTestMail({ params: { profileId: own.id }, body: { to: "x@latchkey.test" } })).rejects.toMatchObject({
      code: "mail.not_configured",
    });
  });
});

describe("making a password link", () => {
  const linkIn = async (email: string) => (await lastMail(latchkey, email)).data["link"];

  test("for a new user mails an invitation with it, in the name of whoever made it", async () => {
    const email = "new-user@latchkey.test";
    const { user, passwordLink } = await profile.client.users.createUser({ params: params(), body: { name: "New", email } });
    expect(passwordLink?.isMailed).toBe(true);
    expect(await lastMail(latchkey, email)).toMatchObject({ template: "invitation", userId: user.id, data: { link: passwordLink?.url } });
    await runJobsNow(latchkey);
    expect(outbox.at(-1)).toMatchObject({
      to: { name: "New", address: email },
      text: expect.stringMatching(/^Hello New,\n\nAdministrator \d+ made an account/),
    });
  });

  test("for somebody who has a password mails that, and not where mail is unwanted", async () => {
    const user = await latchkey.make.aUser(profile);
    const place = { params: { ...params(), userId: user.id } };
    const link = await profile.client.users.createUserPasswordLink(place);
    expect(await lastMail(latchkey, user.email ?? "")).toMatchObject({ template: "password_reset", data: { code: null, link: link.url } });

    const quiet = await profile.client.users.createUserPasswordLink({ ...place, body: { sendMail: false } });
    expect(quiet.isMailed).toBe(false);
    expect(await linkIn(user.email ?? "")).toBe(link.url);
  });

  test("for an administrator mails it as the deployment's", async () => {
    const email = "new-administrator@latchkey.test";
    const root = await latchkey.make.anAdministrator({ isSuper: true });
    const { administrator, passwordLink } = await latchkey
      .client(root.token)
      .administrators.createAdministrator({ body: { name: "New", email } });
    expect(await lastMail(latchkey, email)).toMatchObject({ profileId: deploymentId, userId: administrator.id, template: "invitation" });
    expect(await linkIn(email)).toBe(passwordLink.url);
  });
});
