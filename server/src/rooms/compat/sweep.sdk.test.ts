/** Every method of the SDK there is, in the table of docs/tagoio.md or not: one request, answered by a sentence and never by 5xx. */
import { Account, Device, Network, Resources, RunUser, Services } from "@tago-io/sdk";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startSdkServer, type SdkServer } from "../../../test/sdk-server.ts";

let latchkey: SdkServer;
let token: string;
beforeAll(async () => {
  latchkey = await startSdkServer();
  vi.stubEnv("TAGOIO_API", latchkey.region.api);
  vi.stubEnv("TAGOIO_SSE", latchkey.region.sse);
  token = await latchkey.make.anApiToken(await latchkey.make.aProfile());
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await latchkey.close();
});

type Methods = Record<string, unknown>;
const id = "6791456f8b726c0009adccec";

const anObject = { id, bucket: id, device: id, topic: "t", message: "m", options: {}, data: [{}] };

/** They send nothing, send several pieces, go on for as long as somebody listens, or call a server of their own. */
const notOneRequest = [
  "Services.PDF.generate",
  "Services.pdf.generate",
  "files.getPathFromUrl",
  "files.getFileURLSigned",
  "files.getFileMD5",
  "files.buildFormData",
  "files._addToQueue",
  "files._uploadPart",
  "files._completeMultipartUpload",
  "files.isCanceled",
  "files.uploadFile",
  "analysis.listSnippets",
  "analysis.getSnippetFile",
  "devices.listStreaming",
  "devices.getDeviceDataStreaming",
  "devices.sendDeviceDataStreaming",
  "dictionaries.languageInfoBySlug",
  "Device.getDataStreaming",
  "Device.sendDataStreaming",
];

function methodsOf(name: string, target: object): [string, (...args: unknown[]) => unknown][] {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(target)).filter((each) => each !== "constructor");
  return names.flatMap((each) => {
    const method = (target as Methods)[each];
    return typeof method === "function" ? [[`${name}.${each}`, method.bind(target) as (...args: unknown[]) => unknown]] : [];
  });
}

function everyMethod(): [string, (...args: unknown[]) => unknown][] {
  const { region } = latchkey;
  const resources = new Resources({ token, region });
  const parts: Methods = {};
  for (const name of Object.getOwnPropertyNames(resources)) parts[name] = (resources as unknown as Methods)[name];
  const { integration, ...rooms } = parts as { integration: Methods };
  const named = {
    ...rooms,
    "dashboards.widgets": resources.dashboards.widgets,
    "integration.connectors": integration["connectors"],
    "integration.networks": integration["networks"],
    RunUser: new RunUser({ token, region }),
    Device: new Device({ token, region }),
    Network: new Network({ token, region }),
    ...Object.fromEntries(Object.entries(new Services({ token, region })).map(([name, service]) => [`Services.${name}`, service])),
  };
  const own = Object.entries(named)
    .filter(([name, target]) => name !== "params" && typeof target === "object" && target !== null && !name.endsWith("params"))
    .flatMap(([name, target]) => methodsOf(name, target as object));
  const statics = Object.entries({ Account, RunUser }).flatMap(([name, holder]) =>
    Object.getOwnPropertyNames(holder)
      .filter((each) => typeof (holder as unknown as Methods)[each] === "function")
      .map((each) => {
        const call = (holder as unknown as Record<string, (...args: unknown[]) => unknown>)[each];
        const before = Array.from({ length: Math.max((call?.length ?? 0) - 1, 0) }, () => id);
        return [`${name}.${each} (static)`, () => call?.call(holder, ...before, region)] as [string, () => unknown];
      }),
  );
  return [...own, ...statics].filter(([name]) => !notOneRequest.includes(name));
}

async function attempt(call: (...args: unknown[]) => unknown, ...args: unknown[]): Promise<void> {
  await Promise.resolve()
    .then(() => call(...args))
    .catch(() => undefined);
}

function describeAnswer(answer: PromiseSettledResult<Response>): string {
  if (answer.status === "rejected") return "unreachable";
  return `${answer.value.status} ${answer.value.headers.get("content-type")?.includes("json")}`;
}

test("every method of the SDK is answered once, at once and by no 5xx", async () => {
  const methods = everyMethod();
  const wrong: string[] = [];
  const heard = vi.spyOn(globalThis, "fetch");
  for (const [name, call] of methods) {
    heard.mockClear();
    await attempt(call, id, id, id);
    // Some take an object only, and stumble over anything else before they ask.
    if (heard.mock.results.length === 0) await attempt(call, anObject, anObject);
    const answers = await Promise.allSettled(heard.mock.results.map(({ value }) => value as Promise<Response>));
    const outcome = answers.map(describeAnswer).join();
    if (!/^(2|4)\d\d true$/.test(outcome)) wrong.push(`${name}: ${outcome || "no request"}`);
  }
  heard.mockRestore();
  expect(wrong).toEqual([]);
  expect(methods.length).toBeGreaterThan(250);
}, 120_000);
