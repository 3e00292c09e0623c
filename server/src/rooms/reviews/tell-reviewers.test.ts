import type { ReviewBody } from "@latchkey/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Makers } from "../../../test/makers.ts";
import { readMails } from "../../../test/read-mails.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { closeDueReviews, remindReviewers } from "./index.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
let ann: { id: string; email: string };
let count = 0;
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());
beforeEach(async () => {
  profile = await latchkey.make.aProfile();
  ann = await aReviewer();
  await latchkey.make.aPolicy(profile, {
    targets: [{ subject: "run_user", match: "any" }],
    permissions: ["top", "map"].map((value) => ({
      effect: "allow",
      actions: ["access"],
      resource: { type: "dashboard", match: "tag", key: "type", value },
    })),
  });
});

async function aReviewer() {
  const email = `reviewer-${(count += 1)}@latchkey.test`;
  const { id } = await latchkey.make.aUser(profile, { name: "Ann", email });
  return { id, email };
}

const params = () => ({ profileId: profile.id });
const inDays = (days: number) => new Date(latchkey.clock.now().getTime() + days * 86_400_000).toISOString();
const runUser = ({ id }: { id: string }) => ({ type: "run_user" as const, id });
const told = async (email: string) => (await readMails(latchkey, email)).map(({ template }) => template);

async function aReview(body: Partial<ReviewBody> = {}) {
  const review = await profile.client.reviews.createReview({
    params: params(),
    body: { name: "Spring", dueAt: inDays(10), reviewers: [runUser(ann)], ...body },
  });
  return { review, at: { ...params(), reviewId: review.id } };
}

/** What two nodes do at the same time, and again a minute later. */
async function doChores() {
  const ctx = latchkey.app.commandLineContext();
  for (let round = 0; round < 2; round += 1) {
    await Promise.all([remindReviewers(ctx), remindReviewers(ctx), closeDueReviews(ctx, latchkey.app.policySets)]);
    latchkey.clock.advance({ minutes: 1 });
  }
}

async function decideAll(at: { profileId: string; reviewId: string }) {
  const as = { ...at };
  await profile.client.reviews.changeReview({
    params: as,
    body: { reviewers: [runUser(ann), { type: "administrator", id: profile.administrator.id }] },
  });
  const { items } = await profile.client.reviews.listReviewLines({ params: as });
  await profile.client.reviews.decideReviewLines({ params: as, body: { lineIds: items.map(({ id }) => id), decision: "keep" } });
}

describe("reviewers are told", () => {
  test("when a review starts, three days before it is due, and when it is over, each once", async () => {
    const { review } = await aReview();
    expect(await told(ann.email)).toEqual(["review_started"]);
    await doChores();
    latchkey.clock.advance({ days: 6 });
    await doChores();
    expect(await told(ann.email)).toEqual(["review_started"]);

    latchkey.clock.advance({ days: 1 });
    await doChores();
    latchkey.clock.advance({ days: 1 });
    await doChores();
    expect(await told(ann.email)).toEqual(["review_started", "review_due_soon"]);

    latchkey.clock.advance({ days: 2 });
    await doChores();
    await doChores();
    expect(await told(ann.email)).toEqual(["review_started", "review_due_soon", "review_overdue"]);

    const [started, dueSoon, overdue] = await readMails(latchkey, ann.email);
    const page = `/console/profiles/${profile.id}/reviews/${review.id}`;
    for (const mail of [started, dueSoon, overdue]) {
      expect(mail).toMatchObject({ userId: ann.id, profileId: profile.id, language: "en" });
      expect(mail?.text).toContain(page);
    }
    expect(started?.subject).toBe("Access review to decide: Spring");
    expect(started?.text).toContain("2 lines are to be decided by");
    expect(overdue?.text).toContain("Nobody decided 2 of its lines: they are kept.");
  });

  test("an administrator as well; whoever is suspended is not", async () => {
    const administrator = await latchkey.make.anAdministrator({ profileIds: [profile.id] });
    await aReview({ reviewers: [runUser(ann), { type: "administrator", id: administrator.id }], onUndecided: "revoke" });
    expect(await told(administrator.email)).toEqual(["review_started"]);
    await profile.client.users.suspendUser({ params: { ...params(), userId: ann.id }, body: { reason: "left" } });
    latchkey.clock.advance({ days: 8 });
    await doChores();
    latchkey.clock.advance({ days: 3 });
    await doChores();
    expect(await told(administrator.email)).toEqual(["review_started", "review_due_soon", "review_overdue"]);
    expect(await told(ann.email)).toEqual(["review_started"]);
    const mails = await readMails(latchkey, administrator.email);
    expect(mails.at(-1)?.text).toContain("Nobody decided 2 of its lines: they are revoked.");
  });

  test("of nothing that is decided, and not of the end of what was cancelled", async () => {
    const { at } = await aReview();
    await decideAll(at);
    const { at: cancelled } = await aReview({ name: "Summer" });
    await profile.client.reviews.closeReview({ params: cancelled, body: { apply: false } });
    latchkey.clock.advance({ days: 8 });
    await doChores();
    latchkey.clock.advance({ days: 3 });
    await doChores();
    expect(await told(ann.email)).toEqual(["review_started", "review_started"]);
  });

  test("not three days before a date that they were told less than that ago", async () => {
    await aReview({ dueAt: inDays(2) });
    await doChores();
    expect(await told(ann.email)).toEqual(["review_started"]);
    latchkey.clock.advance({ days: 2 });
    await doChores();
    expect(await told(ann.email)).toEqual(["review_started", "review_overdue"]);
  });

  test("again of a due date that was moved, and of the beginning only those for whom it is new", async () => {
    const { at } = await aReview();
    latchkey.clock.advance({ days: 8 });
    await doChores();
    const ben = await aReviewer();
    await profile.client.reviews.changeReview({ params: at, body: { reviewers: [runUser(ann), runUser(ben)], dueAt: inDays(9) } });
    await doChores();
    expect(await told(ann.email)).toEqual(["review_started", "review_due_soon"]);
    expect(await told(ben.email)).toEqual(["review_started"]);

    latchkey.clock.advance({ days: 7 });
    await doChores();
    expect(await told(ann.email)).toEqual(["review_started", "review_due_soon", "review_due_soon"]);
    expect(await told(ben.email)).toEqual(["review_started", "review_due_soon"]);

    await profile.client.reviews.changeReview({ params: at, body: { reviewers: [runUser(ben)] } });
    await profile.client.reviews.changeReview({ params: at, body: { reviewers: [runUser(ann), runUser(ben)] } });
    expect((await told(ann.email)).filter((template) => template === "review_started")).toHaveLength(1);
  });

  test("of nothing when a review has nothing to ask and is not made", async () => {
    await expect(aReview({ scope: { policies: false, assignments: true } })).rejects.toMatchObject({ code: "reviews.nothing_to_review" });
    expect(await told(ann.email)).toEqual([]);
  });

  test.each([
    ["de", "Rechteprüfung zu entscheiden: Spring"],
    ["es", "Revisión de accesos por decidir: Spring"],
    ["fr", "Revue des accès à décider\u00a0: Spring"],
    ["pt-BR", "Revisão de acessos para decidir: Spring"],
  ])("in the language of the profile, %s", async (language, subject) => {
    await profile.client.profiles.updateProfile({ params: params(), body: { language } });
    await aReview();
    expect((await readMails(latchkey, ann.email)).map((mail) => [mail.language, mail.subject.replaceAll(" ", " ")])).toEqual([
      [language, subject.replaceAll("\u00a0", " ")],
    ]);
  });
});
