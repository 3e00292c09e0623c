import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cleanEnvironment, type Latchkey, startLatchkey } from "../support/latchkey.ts";

const bin = fileURLToPath(new URL("../../server/bin/latchkey.js", import.meta.url));

let latchkey: Latchkey;
beforeAll(async () => {
  latchkey = await startLatchkey();
});
afterAll(() => latchkey.stop());

/** Runs `latchkey` as its own process beside the running server. */
async function run(args: string[], input = "") {
  const child = spawn(process.execPath, [bin, ...args, "--data-dir", latchkey.dataDir, "--public-url", latchkey.url], {
    stdio: "pipe",
    env: cleanEnvironment(),
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  child.stdin.end(input);

  const [code] = await once(child, "close");
  // In a clone the command first builds what changed, and says so.
  return { code, out, err: err.replace(/^Building .*\n/, "") };
}

async function succeed(args: string[], input = ""): Promise<string> {
  const { code, out, err } = await run(args, input);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return out;
}

const password = "quiet river under nine lamps";

async function signIn(path: string, email: string): Promise<{ status: number; token: string }> {
  const answer = await fetch(`${latchkey.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  const session = answer.headers.getSetCookie().find((cookie) => !cookie.includes("-device-"));
  const [, token = ""] = /=([^;]+)/.exec(session ?? "") ?? [];
  return { status: answer.status, token: decodeURIComponent(token) };
}

test("somebody sets everything up from the command line, beside the running server, and it counts at once", async () => {
  await succeed(["admin", "create", "--email", "ops@example.com", "--password-stdin"], `${password}\n`);
  expect(await signIn("/api/v1/places/console/sign-in/password", "ops@example.com")).toMatchObject({ status: 200 });
  // The set-up link is dead: there is an administrator now.
  expect(await latchkey.client().administrators.getSetup()).toEqual({ isNeeded: false });

  const profile = JSON.parse(await succeed(["profile", "create", "--name", "Harbour", "--slug", "harbour", "--json"]));
  const token = (await succeed(["token", "create", "--profile", "harbour", "--name", "deploy", "--permission", "read"])).trim();
  expect((await latchkey.client(token).profiles.getProfile({ params: { profileId: profile.id } })).name).toBe("Harbour");

  const user = ["--profile", "harbour", "--name", "Uma", "--email", "uma@example.com", "--tag", "region=northeast", "--password-stdin"];
  await succeed(["user", "create", ...user], password);
  const session = await signIn("/api/v1/places/portal-harbour/sign-in/password", "uma@example.com");
  const uma = latchkey.client(session.token).portal;
  expect((await uma.getPortalMe({ params: { slug: "harbour" } })).user.name).toBe("Uma");
  expect(await succeed(["user", "list", "--profile", "harbour", "--tag", "region=northeast"])).toContain("uma@example.com");

  await succeed(["user", "suspend", "--profile", "harbour", "--user", "uma@example.com", "--reason", "Left"]);
  await expect(uma.getPortalMe({ params: { slug: "harbour" } })).rejects.toMatchObject({ status: 401 });
});

test("whoever calls it the wrong way is told so with exit code 2, whoever asks for what cannot be done with 1", async () => {
  expect(await run(["profile", "create", "--name", "x", "--slug", "Not Good"])).toEqual({
    code: 2,
    out: "",
    err: "--slug use 1 to 50 lower-case letters, digits and hyphens\n",
  });
  expect(await run(["user", "list", "--profile", "nowhere"])).toEqual({
    code: 1,
    out: "",
    err: 'There is no profile "nowhere": see latchkey profile list\n',
  });
});
