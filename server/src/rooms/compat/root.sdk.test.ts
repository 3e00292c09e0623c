import type { AddressInfo } from "node:net";
import { Analysis } from "@tago-io/sdk";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { refusalOf, Resources, startSdkServer, type SdkServer } from "../../../test/sdk-server.ts";

let latchkey: SdkServer;
let root: Awaited<ReturnType<SdkServer["app"]["createTagoioServer"]>>;
let region: { api: string; sse: string };
beforeAll(async () => {
  latchkey = await startSdkServer();
  root = await latchkey.app.createTagoioServer();
  await root.listen({ host: "127.0.0.1", port: 0 });
  const address = `http://127.0.0.1:${(root.server.address() as AddressInfo).port}`;
  region = { api: address, sse: `${address}/events` };
});
afterAll(async () => {
  await root.close();
  await latchkey.close();
});

describe("a port of its own", () => {
  test("answers at its root, with the same right answers and refusals", async () => {
    const profile = await latchkey.make.aProfile();
    const user = await latchkey.make.aUser(profile);
    const resources = new Resources({ token: await latchkey.make.anApiToken(profile), region });
    expect(await resources.run.listUsers({})).toMatchObject([{ id: user.id }]);
    expect(await resources.run.userInfo(user.id)).toMatchObject({ email: user.email });
    expect(await refusalOf(resources.run.userInfo("6791456f8b726c0009adccec"))).toBe("Not Found");
    expect(await refusalOf(new Resources({ token: "p-wrong", region }).run.listUsers({}))).toContain("Authorization Denied");
    expect(await refusalOf(resources.entities.list({}))).toContain("no entities");
    expect(await refusalOf(resources.secrets.list({}))).toContain("not serve");
  });

  test("serves nothing else: no console, no API of our own", async () => {
    for (const path of ["/api/v1/profiles", "/console/", "/p/acme/", "/"]) {
      const answer = await fetch(`${region.api}${path}`);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ status: false });
    }
  });

  test("has the event stream, by which an external analysis runs", async () => {
    const profile = await latchkey.make.aProfile();
    const resources = new Resources({ token: await latchkey.make.anApiToken(profile), region });
    const { id, token } = await resources.analysis.create({ name: "Listener", run_on: "external" } as never);
    const heard: unknown[] = [];
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    Analysis.use(async (_context, scope) => void heard.push(scope), { token, region, autostart: true });
    await vi.waitFor(
      async () => {
        if (heard.length === 0) await resources.analysis.run(id, [{ variable: "x", value: 1 }] as never);
        expect(heard.length).toBeGreaterThan(0);
      },
      { timeout: 20_000, interval: 500 },
    );
    log.mockRestore();
    expect(heard[0]).toMatchObject([{ variable: "x", value: 1 }]);
  });
});
