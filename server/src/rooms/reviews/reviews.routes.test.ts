import type { Policy, ReviewBody } from "@latchkey/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Makers } from "../../../test/makers.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { closeDueReviews } from "./index.ts";

let latchkey: TestApp;
let profile: Awaited<ReturnType<Makers["aProfile"]>>;
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());
beforeEach(async () => {
  profile = await latchkey.make.aProfile();
});

const params = () => ({ profileId: profile.id });
const reviews = () => profile.client.reviews;
const inDays = (days: number) => new Date(latchkey.clock.now().getTime() + days * 86_400_000).toISOString();
const level = (value: string) => ({ key: "level", value });
const dashboards = (value: string) => ({
  effect: "allow" as const,
  actions: ["access"],
  resource: { type: "dashboard", match: "tag" as const, key: "type", value },
});

async function aPolicy(name: string, values: string[]): Promise<Policy> {
  return latchkey.make.aPolicy(profile, {
    name,
    targets: [{ subject: "run_user", match: "tag", ...level("chief") }],
    permissions: values.map(dashboards),
  });
}

async function aReview(body: Partial<ReviewBody> = {}) {
  const reviewers = [{ type: "administrator" as const, id: profile.administrator.id }];
  const review = await reviews().createReview({ params: params(), body: { name: "Spring", dueAt: inDays(7), reviewers, ...body } });
  const { items } = await reviews().listReviewLines({ params: { ...params(), reviewId: review.id } });
  return { review, lines: items, at: { ...params(), reviewId: review.id } };
}

const canSee = async (userId: string, dashboardId: string) =>
  (
    await profile.client.access.explain({
      params: params(),
      body: { subject: { type: "run_user", id: userId }, action: "access", resource: { type: "dashboard", id: dashboardId } },
    })
  ).decision;

async function aChief(name: string) {
  return latchkey.make.aUser(profile, { name, tags: [level("chief")] });
}

test("a review asks one question for each rule and each assignment, rules first, with how many people it is about", async () => {
  const ann = await aChief("Ann");
  await aChief("Ben");
  await aPolicy("Chiefs", ["top", "map"]);
  const role = await profile.client.roles.createRole({
    params: params(),
    body: { name: "Night shift", permissions: [dashboards("night")] },
  });
  await profile.client.roles.assignRole({
    params: params(),
    body: { roleId: role.id, assignee: { type: "run_user", id: ann.id }, reason: "covers for Ben" },
  });

  const { review, lines } = await aReview();
  expect(review).toMatchObject({ state: "open", lineCount: 3, decidedCount: 0 });
  expect(lines.map(({ kind, rule, subjectCount, subject }) => [kind, rule.name, subjectCount, subject?.name ?? null])).toEqual([
    ["rule", "Chiefs", 2, null],
    ["rule", "Chiefs", 2, null],
    ["assignment", "Night shift", null, "Ann"],
  ]);
  expect(lines[0]?.rule.sentence).toBe(`Allow run users with tag level = "chief" to access dashboards with tag type = "top".`);
});

test("each line says on which day its rule decided something last, in the list, on the people's lines and in the evidence", async () => {
  const board = await latchkey.make.aDashboard(profile, { tags: [{ key: "type", value: "top" }] });
  const ann = await aChief("Ann");
  await aPolicy("Chiefs", ["top", "map"]);
  await latchkey.client(ann.token).dashboards.getPortalDashboard({ params: { slug: profile.slug, dashboardId: board.id } });
  await latchkey.app.decisionLog.flush();
  const today = latchkey.clock.now().toISOString().slice(0, 10);

  const { lines, at } = await aReview();
  expect(lines.map((line) => line.lastUsedOn)).toEqual([today, null]);
  await reviews().decideReviewLines({ params: at, body: { lineIds: [lines[0]?.id ?? ""], decision: "review_people" } });
  const { items } = await reviews().listReviewLines({ params: at, query: { kind: ["person"] } });
  expect(items.map((line) => [line.subject?.name, line.lastUsedOn])).toEqual([["Ann", today]]);
  expect(await reviews().exportReviewCsv({ params: at })).toContain(today);
});

test("closing takes a revoked permission out of its policy, and the others stay", async () => {
  const [ann, top, map] = [
    await aChief("Ann"),
    await latchkey.make.aDashboard(profile, { tags: [{ key: "type", value: "top" }] }),
    await latchkey.make.aDashboard(profile, { tags: [{ key: "type", value: "map" }] }),
  ];
  const policy = await aPolicy("Chiefs", ["top", "map"]);
  const { lines, at } = await aReview();
  const [first, second] = lines;
  await reviews().decideReviewLines({ params: at, body: { lineIds: [first?.id ?? ""], decision: "revoke", reason: "nobody needs it" } });
  await reviews().decideReviewLines({ params: at, body: { lineIds: [second?.id ?? ""], decision: "keep" } });
  expect(await canSee(ann.id, top.id)).toBe("allow");

  const closed = await reviews().closeReview({ params: at, body: {} });
  expect(closed).toMatchObject({ state: "closed", revokedCount: 1, decidedCount: 2 });
  expect([await canSee(ann.id, top.id), await canSee(ann.id, map.id)]).toEqual(["deny", "allow"]);
  const stored = await profile.client.access.getPolicy({ params: { ...params(), policyId: policy.id } });
  expect(stored).toMatchObject({ version: 2, status: "active", permissions: [dashboards("map")] });
  const after = await reviews().listReviewLines({ params: at });
  expect(after.items.map((line) => line.outcome)).toEqual(["revoked", "kept"]);
});

test("a policy that loses its last permission becomes a draft, so that it can be looked at again", async () => {
  const policy = await aPolicy("Chiefs", ["top"]);
  const { lines, at } = await aReview();
  await reviews().decideReviewLines({ params: at, body: { lineIds: lines.map((line) => line.id), decision: "revoke", reason: "gone" } });
  await reviews().closeReview({ params: at, body: {} });
  expect(await profile.client.access.getPolicy({ params: { ...params(), policyId: policy.id } })).toMatchObject({ status: "draft" });
});

test("a rule that was changed since the review began is not revoked by it: its line says gone", async () => {
  const policy = await aPolicy("Chiefs", ["top"]);
  const { lines, at } = await aReview();
  await reviews().decideReviewLines({ params: at, body: { lineIds: lines.map((line) => line.id), decision: "revoke", reason: "gone" } });
  const { id: policyId, version } = policy;
  await profile.client.access.updatePolicy({
    params: { ...params(), policyId },
    body: { name: "Chiefs", targets: policy.targets, permissions: [dashboards("map")], reason: "moved" },
    ifMatch: version,
  });
  await reviews().closeReview({ params: at, body: {} });
  expect(await profile.client.access.getPolicy({ params: { ...params(), policyId } })).toMatchObject({
    status: "active",
    permissions: [dashboards("map")],
  });
  expect((await reviews().listReviewLines({ params: at })).items[0]?.outcome).toBe("gone");
});

test("people of a rule are decided one by one; who is revoked is denied whatever else allows it, the others are not", async () => {
  const [ann, ben] = [await aChief("Ann"), await aChief("Ben")];
  const top = await latchkey.make.aDashboard(profile, { tags: [{ key: "type", value: "top" }] });
  await aPolicy("Chiefs", ["top"]);
  const { lines, at } = await aReview();
  await reviews().decideReviewLines({ params: at, body: { lineIds: [lines[0]?.id ?? ""], decision: "review_people" } });

  const people = (await reviews().listReviewLines({ params: at, query: { kind: "person" } })).items;
  expect(people.map((line) => line.subject?.name)).toHaveLength(2);
  const ofBen = people.find((line) => line.subject?.id === ben.id);
  await reviews().decideReviewLines({ params: at, body: { lineIds: [ofBen?.id ?? ""], decision: "revoke", reason: "left the team" } });
  await reviews().closeReview({ params: at, body: {} });

  await latchkey.make.aPolicy(profile, { targets: [{ subject: "run_user", match: "any" }], permissions: [dashboards("top")] });
  expect([await canSee(ann.id, top.id), await canSee(ben.id, top.id)]).toEqual(["allow", "deny"]);
});

test("an answer to the rule as a whole takes back that its people are looked at", async () => {
  await aChief("Ann");
  await aPolicy("Chiefs", ["top"]);
  const { lines, at } = await aReview();
  const decide = (decision: "keep" | "review_people") =>
    reviews().decideReviewLines({ params: at, body: { lineIds: [lines[0]?.id ?? ""], decision } });
  await decide("review_people");
  expect((await reviews().getReview({ params: at })).lineCount).toBe(2);
  await decide("keep");
  expect((await reviews().getReview({ params: at })).lineCount).toBe(1);
});

test("an assignment that is revoked ends when the review closes", async () => {
  const ann = await aChief("Ann");
  const night = await latchkey.make.aDashboard(profile, { tags: [{ key: "type", value: "night" }] });
  const role = await profile.client.roles.createRole({
    params: params(),
    body: { name: "Night shift", permissions: [dashboards("night")] },
  });
  await profile.client.roles.assignRole({
    params: params(),
    body: { roleId: role.id, assignee: { type: "run_user", id: ann.id }, reason: "covers" },
  });
  expect(await canSee(ann.id, night.id)).toBe("allow");
  const { lines, at } = await aReview();
  await reviews().decideReviewLines({ params: at, body: { lineIds: lines.map((line) => line.id), decision: "revoke", reason: "over" } });
  await reviews().closeReview({ params: at, body: {} });
  expect(await canSee(ann.id, night.id)).toBe("deny");
});

describe("a review closes by itself", () => {
  test("at its due date, and what nobody decided is treated as was agreed", async () => {
    const ann = await aChief("Ann");
    const top = await latchkey.make.aDashboard(profile, { tags: [{ key: "type", value: "top" }] });
    await aPolicy("Chiefs", ["top"]);
    const { at } = await aReview({ dueAt: inDays(1), onUndecided: "revoke" });
    const close = () => closeDueReviews(latchkey.app.commandLineContext(), latchkey.app.policySets);

    latchkey.clock.advance({ minutes: 24 * 60 - 1 });
    await close();
    expect((await reviews().getReview({ params: at })).state).toBe("open");
    latchkey.clock.advance({ minutes: 1 });
    await Promise.all([close(), close()]);
    expect((await reviews().getReview({ params: at })).state).toBe("closed");
    expect(await canSee(ann.id, top.id)).toBe("deny");
  });
});

test("a review closes though another rule of the policy names a dashboard that is gone, and one that fails does not hold up others", async () => {
  const [ann, top, gone] = [
    await aChief("Ann"),
    await latchkey.make.aDashboard(profile, { tags: [{ key: "type", value: "top" }] }),
    await latchkey.make.aDashboard(profile),
  ];
  await latchkey.make.aPolicy(profile, {
    name: "Chiefs",
    targets: [{ subject: "run_user", match: "tag", ...level("chief") }],
    permissions: [dashboards("top"), { effect: "deny", actions: ["access"], resource: { type: "dashboard", match: "id", id: gone.id } }],
  });
  const { at } = await aReview({ dueAt: inDays(1), onUndecided: "revoke" });
  await profile.client.dashboards.deleteDashboard({ params: { ...params(), dashboardId: gone.id } });
  latchkey.clock.advance({ minutes: 24 * 60 });
  await closeDueReviews(latchkey.app.commandLineContext(), latchkey.app.policySets);
  expect((await reviews().getReview({ params: at })).state).toBe("closed");
  expect(await canSee(ann.id, top.id)).toBe("deny");
});

describe("class 11: a delegate who may see and edit a part of access management", () => {
  const aDelegate = async () => {
    const user = await latchkey.make.aUser(profile);
    const own = { type: "access_management", match: "tag" as const, key: "team", value: "a" };
    await latchkey.make.aPolicy(profile, {
      targets: [{ subject: "run_user", match: "id", id: user.id }],
      permissions: [
        { effect: "allow", actions: ["access", "edit", "delete"], resource: own },
        { effect: "allow", actions: ["create"], resource: own },
      ],
    });
    return latchkey.client(user.token).reviews;
  };

  test("neither starts, changes nor closes a review: it would revoke what is anybody's", async () => {
    await aPolicy("Chiefs", ["top"]);
    const { at } = await aReview();
    const delegate = await aDelegate();
    const body = {
      name: "Mine",
      dueAt: inDays(1),
      onUndecided: "revoke" as const,
      reviewers: [{ type: "administrator" as const, id: profile.administrator.id }],
    };
    const refused = { status: expect.toBeOneOf([403, 404]) };
    await expect(delegate.createReview({ params: params(), body })).rejects.toMatchObject(refused);
    await expect(delegate.changeReview({ params: at, body: { dueAt: inDays(2) } })).rejects.toMatchObject(refused);
    await expect(delegate.closeReview({ params: at, body: { apply: false } })).rejects.toMatchObject(refused);
  });

  test("reads no review but those they are to decide", async () => {
    await aPolicy("Chiefs", ["top"]);
    const { at, lines } = await aReview();
    const delegate = await aDelegate();
    expect((await delegate.listReviews({ params: params() })).items).toEqual([]);
    await expect(delegate.getReview({ params: at })).rejects.toMatchObject({ status: 404 });
    await expect(delegate.listReviewLines({ params: at })).rejects.toMatchObject({ status: 404 });
    await expect(delegate.exportReviewCsv({ params: at })).rejects.toMatchObject({ status: 404 });
    await expect(
      delegate.decideReviewLines({ params: at, body: { lineIds: [lines[0]?.id ?? ""], decision: "keep" } }),
    ).rejects.toMatchObject({ status: 404 });
  });
});

describe("who may decide", () => {
  test("reviewers only, and whoever may edit access management can hand the review on", async () => {
    await aPolicy("Chiefs", ["top"]);
    const { lines, at } = await aReview();
    const other = await latchkey.make.anAdministrator({ profileIds: [profile.id] });
    const decide = () =>
      latchkey.client(other.token).reviews.decideReviewLines({ params: at, body: { lineIds: [lines[0]?.id ?? ""], decision: "keep" } });

    await expect(decide()).rejects.toMatchObject({ status: 403, code: "reviews.not_reviewer" });
    await reviews().changeReview({ params: at, body: { reviewers: [{ type: "administrator", id: other.id }] } });
    await expect(decide()).resolves.toMatchObject({ items: [{ decision: "keep" }] });
  });

  test("nobody about themselves", async () => {
    const ann = await aChief("Ann");
    const auditor = await profile.client.roles.listRoles({ params: params(), query: { search: "Auditor" } });
    const roleId = auditor.items[0]?.id ?? "";
    await profile.client.roles.assignRole({
      params: params(),
      body: { roleId, assignee: { type: "run_user", id: ann.id }, reason: "audits" },
    });
    const { lines, at } = await aReview({ reviewers: [{ type: "run_user", id: ann.id }] });
    const own = lines.find((line) => line.subject?.id === ann.id);
    await expect(
      latchkey.client(ann.token).reviews.decideReviewLines({ params: at, body: { lineIds: [own?.id ?? ""], decision: "keep" } }),
    ).rejects.toMatchObject({ status: 409, code: "reviews.own_line" });
  });

  test("people of another profile are nobody who may review", async () => {
    await aPolicy("Chiefs", ["top"]);
    const foreign = await latchkey.make.aUser(await latchkey.make.aProfile());
    await expect(aReview({ reviewers: [{ type: "run_user", id: foreign.id }] })).rejects.toMatchObject({ status: 400 });
  });
});

test("revoking takes a reason, a person cannot be looked at person by person, and a closed review is evidence", async () => {
  await aPolicy("Chiefs", ["top"]);
  const { lines, at } = await aReview();
  const lineIds = lines.map((line) => line.id);
  await expect(reviews().decideReviewLines({ params: at, body: { lineIds, decision: "revoke" } })).rejects.toMatchObject({ status: 400 });
  await expect(reviews().decideReviewLines({ params: at, body: { lineIds: ["f".repeat(24)], decision: "keep" } })).rejects.toMatchObject({
    status: 400,
  });

  await reviews().closeReview({ params: at, body: { apply: false } });
  expect((await reviews().getReview({ params: at })).state).toBe("cancelled");
  await expect(reviews().decideReviewLines({ params: at, body: { lineIds, decision: "keep" } })).rejects.toMatchObject({
    status: 409,
    code: "reviews.not_open",
  });
});

test("a review of nothing is refused", async () => {
  await expect(aReview()).rejects.toMatchObject({ status: 409, code: "reviews.nothing_to_review" });
});

test("evidence has every line with decision, reason and decider, as CSV and as PDF", async () => {
  await aPolicy("Chiefs", ["top"]);
  await aPolicy("Руководители, Διευθυντές, ראשים", ["top"]);
  await aPolicy("山田 한국 المشرفون", ["top"]);
  const { lines, at } = await aReview({ name: "=Spring" });
  await reviews().decideReviewLines({ params: at, body: { lineIds: lines.map((line) => line.id), decision: "revoke", reason: "=unused" } });
  const csv = await reviews().exportReviewCsv({ params: at });
  expect(csv).toContain("Chiefs");
  expect(csv).toContain("山田 한국 المشرفون");
  expect(csv).toContain("'=unused");

  const token = await latchkey.make.anApiToken(profile, "read");
  const pdf = await latchkey.request({
    method: "GET",
    url: `/api/v1/profiles/${at.profileId}/access/reviews/${at.reviewId}/evidence.pdf`,
    headers: { authorization: `Bearer ${token}` },
  });
  expect(pdf.headers).toMatchObject({ "content-type": "application/pdf" });
  expect(pdf.rawPayload.subarray(0, 5).toString()).toBe("%PDF-");
  // The letters that occur are embedded; nothing is written in a font that knows Latin letters only.
  expect(pdf.rawPayload.toString("latin1")).toMatch(/\/BaseFont \/\w+\+DejaVuSans/);
  expect(pdf.rawPayload.toString("latin1")).not.toContain("/Helvetica");
  expect(pdf.rawPayload.subarray(-6).toString()).toContain("%%EOF");
});
