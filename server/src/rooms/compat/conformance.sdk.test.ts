import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Authorization, Device } from "@tago-io/sdk";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { lastMail } from "../../../test/read-mails.ts";
import { runJobsNow } from "../../../test/run-jobs.ts";
import { describeSdkCalls } from "../../../test/describe-sdk-calls.ts";
import { sdkCalls, type SdkCall, type SdkStage } from "../../../test/sdk-calls.ts";
import { Account, aPassword, refusalOf, Resources, RunUser, startSdkServer, type SdkServer } from "../../../test/sdk-server.ts";

const documentPath = fileURLToPath(new URL("../../../../docs/tagoio.md", import.meta.url));

let latchkey: SdkServer;
let stage: SdkStage;
beforeAll(async () => {
  latchkey = await startSdkServer();
  stage = await setStage();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await latchkey.close();
});

async function setStage(): Promise<SdkStage> {
  const { region, make } = latchkey;
  const profile = await make.aProfile();
  const answers = [{ type: "text", name: "plant", label: "Plant", isRequired: false }] as const;
  await profile.client.profiles.updateProfile({
    params: { profileId: profile.id },
    body: { signup: { isEnabled: true, verification: "email", fields: [...answers] } },
  });
  await profile.client.users.createAnonymousUser({ params: { profileId: profile.id }, body: {} });
  const token = await make.anApiToken(profile);
  const resources = new Resources({ token, region });
  const administrator = await make.anAdministrator({ profileIds: [profile.id] });
  const user = await make.aUser(profile);
  const device = await resources.devices.create({ name: "Dev 1", type: "mutable", tags: [{ key: "type", value: "sensor" }] } as never);
  const { dashboard } = await resources.dashboards.create({ label: "Sales", type: "dashboard" } as never);
  const { id: analysis } = await resources.analysis.create({ name: "Script", run_on: "external" } as never);
  const data = [{ origin: device.device_id, variables: ["temperature"] }];
  const body = { label: "T", type: "display", data, display: { header_buttons: [{ analysis_run: analysis }] } };
  const { widget } = await resources.dashboards.widgets.create(dashboard, body);
  const { am_id: policy } = await resources.accessManagement.create({
    name: "All",
    targets: [["run_user"]],
    permissions: [{ effect: "allow", action: ["access"], resource: ["dashboard"] }],
  } as never);
  stubEnvironment(region, { profile: token, analysis: (await make.anAnalysis(profile)).token });

  return {
    latchkey,
    profile,
    resources,
    runUser: new RunUser({ token: user.token, region }),
    device: new Device({ token: device.token, region }),
    portal: profile.slug,
    administrator: { id: administrator.id, email: administrator.email, password: aPassword },
    user: { id: user.id, email: user.email ?? "" },
    ids: { policy, device: device.device_id, dashboard, widget, analysis },
    mailedToken: async (email) => {
      await runJobsNow(latchkey);
      return String((await lastMail(latchkey, email)).data["link"]).split("token=")[1] ?? "";
    },
  };
}

function stubEnvironment(region: SdkServer["region"], tokens: { profile: string; analysis: string }): void {
  vi.stubEnv("TAGOIO_API", region.api);
  vi.stubEnv("TAGOIO_SSE", region.sse);
  vi.stubEnv("T_ANALYSIS_TOKEN", tokens.analysis);
  vi.stubEnv("T_TEST_PROFILE_TOKEN", tokens.profile);
}

type Loose = { readonly [name: string]: Loose | undefined } & ((...args: unknown[]) => Promise<unknown>);

/** The object that a call begins with, and the path to the method. */
function targetOf({ call }: SdkCall): { root: unknown; path: string[]; isStatic: boolean } {
  const { region } = latchkey;
  const token = process.env["T_TEST_PROFILE_TOKEN"] ?? "";
  if (call.startsWith("ENV region"))
    return { root: new Resources({ token, region: "env" } as never), path: ["accessManagement", "list"], isStatic: false };
  if (call.startsWith("ENV no region")) return { root: new Resources({ token }), path: ["accessManagement", "list"], isStatic: false };
  if (call.startsWith("ENV static")) return { root: Resources, path: ["run", "listUsers"], isStatic: false };

  const [first = "", ...rest] = call.replace(/\(.*$/, "").split(".");
  if (first === "Account") return { root: Account, path: rest, isStatic: true };
  if (first === "RunUser") return { root: RunUser, path: rest, isStatic: true };
  if (first === "runUser") return { root: stage.runUser, path: rest, isStatic: false };
  if (first === "Device") return { root: stage.device, path: rest, isStatic: false };
  if (first === "Authorization") return { root: new Authorization({ token, region }), path: rest, isStatic: false };
  return { root: stage.resources, path: [first, ...rest], isStatic: false };
}

async function make(each: SdkCall): Promise<unknown> {
  const { root, path, isStatic } = targetOf(each);
  const given = (await each.args(stage)) as unknown[];
  const method = path.at(-1) ?? "";
  const owner = path.slice(0, -1).reduce<Loose | undefined>((from, name) => from?.[name], root as Loose);
  const heard = vi.spyOn(globalThis, "fetch");
  try {
    const answer = (owner as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>)[method]?.(
      ...given,
      ...(isStatic ? [latchkey.region] : []),
    );
    if (each.refusal === undefined) await answer;
    else expect(await refusalOf(answer ?? Promise.resolve())).toContain(each.refusal);
    return await requestOf(heard);
  } finally {
    heard.mockRestore();
  }
}

/** Exactly one request, because the SDK repeats what was answered with 5xx. */
async function requestOf(heard: { mock: { calls: unknown[][]; settledResults: { value: unknown }[] } }): Promise<unknown> {
  expect(heard.mock.calls).toHaveLength(1);
  const [address, init] = heard.mock.calls[0] as [string | URL | Request, RequestInit | undefined];
  const url = new URL(address instanceof Request ? address.url : String(address));
  const status = (heard.mock.settledResults[0]?.value as Response | undefined)?.status;
  return { method: init?.method ?? "GET", path: url.pathname.replace(/^\/tagoio/, "").replace(/\/$/, ""), status };
}

describe("every call of TagoIO's SDK", () => {
  test.each(sdkCalls.map((each) => [each.call, each] as const))("%s", async (_name, each) => {
    const [method = "", path = ""] = each.route.split(" ");
    const pattern = new RegExp(`^${path.replaceAll(/:\w+/g, "[^/]+")}$`);
    const request = await make(each);
    expect(request).toMatchObject({ method, path: expect.stringMatching(pattern) });
    const { status } = request as { status: number };
    const isRefused = each.refusal !== undefined;
    expect(status).toSatisfy((code: number) => (isRefused ? code >= 400 && code < 500 : code >= 200 && code < 300));
  });

  test("is there once", () => {
    expect(new Set(sdkCalls.map(({ call }) => call)).size).toBe(129);
  });

  test("is in docs/tagoio.md", () => {
    const text = describeSdkCalls(sdkCalls);
    if (process.env["LATCHKEY_UPDATE"] === "1") writeFileSync(documentPath, text);
    const hint = "docs/tagoio.md is out of date: LATCHKEY_UPDATE=1 npx vitest run server/src/rooms/compat/conformance.sdk.test.ts";
    expect(readFileSync(documentPath, "utf8"), hint).toBe(text);
  });
});
