import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "./test-app.ts";

let latchkey: TestApp;
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());

test("the process says that it lives", async () => {
  expect((await latchkey.request({ method: "GET", url: "/livez" })).json()).toEqual({ status: "ok" });
});
