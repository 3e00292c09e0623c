import { defaultSecuritySettings } from "@latchkey/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
beforeAll(async () => (latchkey = await startTestApp()));
afterAll(() => latchkey.close());

const strict = { ...defaultSecuritySettings, passwords: { ...defaultSecuritySettings.passwords, lengthMin: 14 } };

describe("security settings", () => {
  test("are the defaults until somebody changes them, and count for their own profile only", async () => {
    const [profile, other] = [await latchkey.make.aProfile(), await latchkey.make.aProfile()];
    const params = { profileId: profile.id };
    expect(await profile.client.security.getSecurity({ params })).toEqual({ version: 1, settings: defaultSecuritySettings });

    const changed = await profile.client.security.updateSecurity({ params, body: { settings: strict }, ifMatch: 1 });
    expect(changed).toEqual({ version: 2, settings: strict });
    expect(await profile.client.security.getSecurity({ params })).toEqual(changed);
    expect((await other.client.security.getSecurity({ params: { profileId: other.id } })).settings).toEqual(defaultSecuritySettings);
  });

  test("are refused when somebody else changed them meanwhile, also when both write at once", async () => {
    const { client, id } = await latchkey.make.aProfile();
    const save = () => client.security.updateSecurity({ params: { profileId: id }, body: { settings: strict }, ifMatch: 1 });
    const results = await Promise.allSettled([save(), save(), save()]);

    expect(results.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    await expect(save()).rejects.toMatchObject({ status: 412, code: "security.version_conflict" });
  });

  test("say what is wrong with a value", async () => {
    const { client, id } = await latchkey.make.aProfile();
    const settings = { ...strict, lockout: { ...strict.lockout, attemptsMax: 0 } };
    await expect(client.security.updateSecurity({ params: { profileId: id }, body: { settings }, ifMatch: 1 })).rejects.toMatchObject({
      status: 400,
      problem: { errors: [{ path: "body.settings.lockout.attemptsMax", message: "must be at least 3" }] },
    });
  });

  test("of the console are for super administrators to change", async () => {
    const superClient = latchkey.client((await latchkey.make.anAdministrator({ isSuper: true })).token);
    const { client } = await latchkey.make.aProfile();
    expect((await client.security.getDeploymentSecurity()).version).toBe(1);
    await expect(client.security.updateDeploymentSecurity({ body: { settings: strict }, ifMatch: 1 })).rejects.toMatchObject({
      status: 403,
    });
    expect((await superClient.security.updateDeploymentSecurity({ body: { settings: strict }, ifMatch: 1 })).version).toBe(2);
  });
});
