import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCli } from "../../test/run-cli.ts";

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "latchkey-cli-"));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const run = (args: string[], env: Record<string, string> = {}) => runCli(args, { cwd, env });

describe("latchkey config", () => {
  it("prints every value with its source and masks secrets", async () => {
    const { code, out } = await run(["config", "--port", "9000"], { DATABASE_URL: "postgres://u:hush@db/x" });
    expect(code).toBe(0);
    expect(out).toMatch(/^port +9000 +flag --port$/m);
    expect(out).toMatch(/^databaseUrl +\(set, not shown\) +environment DATABASE_URL$/m);
    expect(out).not.toContain("hush");
  });

  it("prints one JSON document with --json, wherever the flag stands", async () => {
    for (const args of [
      ["--json", "config"],
      ["config", "--json"],
    ]) {
      const { out } = await run(args);
      expect(JSON.parse(out)).toMatchObject({ port: { value: "8080", source: "default" } });
    }
  });
});

describe("exit codes", () => {
  it("2 for an unknown command, an unknown flag and a wrong setting", async () => {
    expect((await run(["frobnicate"])).code).toBe(2);
    expect((await run(["config", "--prot", "1"])).code).toBe(2);
    expect(await run(["config"], { LATCHKEY_PROT: "1" })).toEqual({
      code: 2,
      out: "",
      err: "LATCHKEY_PROT is not a setting of Latchkey: did you mean LATCHKEY_PORT?\n",
    });
  });

  it("0 for help", async () => {
    const { code, out } = await run(["--help"]);
    expect(code).toBe(0);
    expect(out).toContain("latchkey [options] [command]");
  });

  it("1 when the work failed, as JSON with --json", async () => {
    const { code, out } = await run(["migrate", "--json"], { LATCHKEY_DATA_DIR: "/dev/null" });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      error: { message: "The data folder /dev/null is not a folder: choose another folder with LATCHKEY_DATA_DIR" },
    });
  });
});
