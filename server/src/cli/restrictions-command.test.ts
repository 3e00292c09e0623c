import { tmpdir } from "node:os";
import { restrictions as restrictionsSchema } from "@latchkey/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aBrowser } from "../../test/browser.ts";
import { aPassword, type SignedIn } from "../../test/makers.ts";
import { cliEnvironment, runCli } from "../../test/run-cli.ts";
import { changeSecurity } from "../../test/security-settings.ts";
import { startTestApp, type TestApp } from "../../test/test-app.ts";

const elsewhere = "203.0.113.9";
const onlyOffice = restrictionsSchema.parse({ allowAddresses: ["198.51.100.0/24"] });

let latchkey: TestApp;
let root: SignedIn & { email: string };
beforeAll(async () => (latchkey = await startTestApp()));
afterAll(() => latchkey.close());
beforeEach(async () => {
  await latchkey.db.deleteFrom("security_settings").execute();
  root = await latchkey.make.anAdministrator({ isSuper: true });
});

const lift = (...options: string[]) => runCli(["restrictions", "lift", ...options], { cwd: tmpdir(), env: cliEnvironment(latchkey) });
const statusOf = async ({ token }: { token: string }) => {
  const headers = { authorization: `Bearer ${token}` };
  return (await latchkey.request({ method: "GET", url: "/api/v1/session", headers, remoteAddress: elsewhere })).statusCode;
};
const client = () => latchkey.client(root.token);
const lastEntry = (action: string) =>
  latchkey.db.selectFrom("audit_entries").selectAll().where("action", "=", action).orderBy("id", "desc").executeTakeFirstOrThrow();

async function confirmForTheConsole(changes: object): Promise<void> {
  const { version, settings } = await client().security.getDeploymentSecurity();
  await client().security.updateDeploymentSecurity({
    ifMatch: version,
    body: { settings: { ...settings, ...changes }, confirmLockOut: true },
  });
}

describe("latchkey restrictions lift", () => {
  test("lets an administrator in again who confirmed rules of the console that refuse them; the rules stay and watch", async () => {
    await confirmForTheConsole({ restrictions: onlyOffice });
    expect(await statusOf(root)).toBe(403);

    const { code, out } = await lift("--deployment");
    expect({ code, out }).toEqual({
      code: 0,
      out: "Rules about addresses, countries and hours only watch now.\nIt counts from the next request on.\n",
    });
    expect(await statusOf(root)).toBe(200);
    const { settings } = await client().security.getDeploymentSecurity();
    expect(settings.restrictions).toEqual({ ...onlyOffice, mode: "monitor" });
    expect(await lastEntry("security.updated")).toMatchObject({
      actor_type: "command_line",
      before: { restrictions: { mode: "enforce" } },
      after: { restrictions: { mode: "monitor" } },
    });

    expect(await lift("--deployment")).toMatchObject({ code: 0, out: "No rule there keeps anybody out.\n" });
  });

  test("lets an administrator in again whose devices all wait for an approval", async () => {
    await confirmForTheConsole({ devices: { onlyApproved: true, mayTrust: true, trustDays: 90, mailNewDevice: true } });
    const signIn = async () => (await aBrowser(latchkey).signIn("console", root.email, aPassword)).json<{ step: string }>().step;
    expect(await signIn()).toBe("wait_for_device");
    expect((await lift("--deployment", "--json")).out).toBe(`${JSON.stringify({ restrictions: false, devices: true }, null, 2)}\n`);
    expect(await signIn()).toBe("signed_in");
  });

  test("lifts the rules of one administrator, and nobody else's", async () => {
    const other = await latchkey.make.anAdministrator();
    const { restrictions } = client();
    for (const { id: administratorId } of [other, root])
      await restrictions.putAdministratorRestrictions({
        params: { administratorId },
        ifMatch: 1,
        body: { restrictions: onlyOffice, confirmLockOut: true },
      });
    expect([await statusOf(root), await statusOf(other)]).toEqual([403, 403]);
    expect(await lift("--admin", root.email.toUpperCase())).toMatchObject({ code: 0 });
    expect([await statusOf(root), await statusOf(other)]).toEqual([200, 403]);
    expect(await lastEntry("restriction.updated")).toMatchObject({ actor_type: "command_line", object_id: root.id });
  });

  test("lifts the rules of a portal, and not those of another", async () => {
    const [profile, other] = [await latchkey.make.aProfile(), await latchkey.make.aProfile()];
    for (const each of [profile, other]) await changeSecurity(each.client, each.id, { restrictions: onlyOffice });
    expect(await lift("--profile", profile.slug)).toMatchObject({ code: 0 });
    const modes = [profile, other].map(
      async ({ client: own, id }) => (await own.security.getSecurity({ params: { profileId: id } })).settings.restrictions.mode,
    );
    expect(await Promise.all(modes)).toEqual(["monitor", "enforce"]);
  });

  test.each([
    [[], 2, "Name one of --deployment, --admin <address> and --profile <slug>.\n"],
    [["--deployment", "--profile", "x"], 2, "Name one of --deployment, --admin <address> and --profile <slug>.\n"],
    [["--admin", "nobody@latchkey.test"], 1, 'There is no administrator "nobody@latchkey.test".\n'],
    [["--profile", "nowhere"], 1, 'There is no profile "nowhere": see latchkey profile list\n'],
  ])("%j ends with exit code %i and one sentence", async (options, code, err) => {
    expect(await lift(...options)).toEqual({ code, out: "", err });
  });
});
