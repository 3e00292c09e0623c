import type { AddressInfo } from "node:net";
import { Account, Resources, RunUser } from "@tago-io/sdk";
import { aPassword } from "./makers.ts";
import { startTestApp, type TestApp, type TestAppOptions } from "./test-app.ts";

export interface SdkServer extends TestApp {
  /** What a client of TagoIO's puts in place of TagoIO's region. */
  region: { api: string; sse: string };
}

/** A real server on a real port: the SDK knows no other way. */
export async function startSdkServer(options: TestAppOptions = {}): Promise<SdkServer> {
  const latchkey = await startTestApp(options);
  await latchkey.app.http.listen({ host: "127.0.0.1", port: 0 });
  const { port } = latchkey.app.http.server.address() as AddressInfo;
  const root = `http://127.0.0.1:${port}`;
  const close = async () => {
    // Clients keep connections, and what a test left open on them would be waited for.
    latchkey.app.http.server.closeAllConnections();
    await latchkey.close();
  };
  return { ...latchkey, close, region: { api: `${root}/tagoio`, sse: `${root}/events` } };
}

export { Account, aPassword, Resources, RunUser };

/** What the SDK rejects with: mostly a text, sometimes an error. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return error.message;
    return typeof error === "string" ? error : JSON.stringify(error);
  }
  throw new Error("the call was not refused");
}
