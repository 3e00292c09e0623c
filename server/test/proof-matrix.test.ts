/**
 * Class 19 of docs/security: each sensitive route × a session whose proof is old, and × a session without the second factor that
 * is required. Made from the route table, so that no route with `proof` can escape it; the list says which routes must have it.
 */
import { defaultSecuritySettings } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deploymentId } from "../src/platform/ids.ts";
import { databaseState } from "./database-state.ts";
import { setSecurity } from "./factor-makers.ts";
import { everyRoute, rightfulToken, toRequest, type NamedRoute } from "./every-route.ts";
import { aScene, type Scene } from "./scene.ts";
import { startTestApp, type TestApp } from "./test-app.ts";

const asking = everyRoute.filter(({ spec }) => spec.proof === "recent");

/** What an open browser must not be enough for. */
const sensitive = [
  "accounts.decideDeletion",
  "accounts.downloadOwnData",
  "accounts.loginAs",
  "accounts.requestDeletion",
  "accounts.requestEmailChange",
  "administrators.createAdministrator",
  "administrators.createAdministratorPasswordLink",
  "administrators.deleteAdministrator",
  "administrators.updateAdministrator",
  "browsers.trustOwnBrowser",
  "factors.confirmFactor",
  "factors.removeFactor",
  "factors.renameFactor",
  "factors.renewRecoveryCodes",
  "factors.resetAdministratorFactors",
  "factors.resetUserFactors",
  "factors.startFactor",
  "mails.revealDeploymentMailSecret",
  "mails.revealMailSecret",
  "security.updateDeploymentSecurity",
  "security.updateSecurity",
  "signIn.changeOwnPassword",
  "tokens.createToken",
  "users.createUserPasswordLink",
  "users.deleteUser",
  "users.exportUsers",
  "users.setUserPassword",
];

test("every sensitive route asks for a recent proof", () => {
  const names: string[] = asking.map(({ name }) => name);
  expect(sensitive.filter((name) => !names.includes(name))).toEqual([]);
});

describe.each(["whose proof is old", "without the second factor that is required"])("a session %s", (state) => {
  let latchkey: TestApp;
  let scene: Scene;
  beforeAll(async () => {
    latchkey = await startTestApp();
    scene = await aScene(latchkey);
    if (state === "whose proof is old") latchkey.clock.advance({ minutes: 15 });
    else await requireSecondFactors();
  });
  afterAll(() => latchkey.close());

  async function requireSecondFactors(): Promise<void> {
    const secondFactor = { ...defaultSecuritySettings.secondFactor, rule: "required" as const };
    for (const profileId of [scene.profile.id, deploymentId]) await setSecurity(latchkey, profileId, { secondFactor });
    // The clock stands still, and at the very moment of signing in everybody has just proved something.
    latchkey.clock.advance({ minutes: 0.1 });
  }

  const call = (route: NamedRoute, token: string | undefined) => latchkey.request(toRequest(route, scene, { token }));

  test.each(asking.map((route) => [route.name, route] as const))("%s refuses it, and writes nothing", async (_name, route) => {
    const before = await databaseState(latchkey.db);
    const answer = await call(route, rightfulToken(route, scene));
    expect({ status: answer.statusCode, code: answer.json().code }).toEqual({ status: 403, code: "http.proof_needed" });
    expect(await databaseState(latchkey.db)).toEqual(before);
  });

  test("every other reading route lets it in as before", async () => {
    const refused: string[] = [];
    for (const route of everyRoute.filter(({ spec }) => spec.method === "GET" && spec.proof === undefined)) {
      const answer = await call(route, rightfulToken(route, scene));
      if (answer.body.includes("http.proof_needed")) refused.push(route.name);
    }
    expect(refused).toEqual([]);
  });

  test("tokens of machines are not asked: nobody is there who could prove anything", async () => {
    for (const route of asking.filter(({ spec }) => spec.guard.who === "profile")) {
      expect((await call(route, scene.tokens.full)).body).not.toContain("http.proof_needed");
    }
  });
});
