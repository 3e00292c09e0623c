import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findLockHolder, lockDataDir } from "./lock-data-dir.ts";
import { startMark } from "./process-info.ts";

let dir: string;
beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), "latchkey-lock-")));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function writeLock(holder: Record<string, unknown> | string): void {
  writeFileSync(join(dir, "latchkey.lock"), typeof holder === "string" ? holder : JSON.stringify(holder));
}

async function takeAndRelease(): Promise<void> {
  (await lockDataDir(dir)).release();
}

const usedBy = (pid: number) =>
  `The data folder ${dir} is in use by another Latchkey (process ${pid}): stop it, or choose another folder with LATCHKEY_DATA_DIR`;

describe("the lock of a data folder", () => {
  it("refuses a second server with the process that has it, and is free again after release", async () => {
    const lock = await lockDataDir(dir);
    await expect(lockDataDir(dir)).rejects.toThrow(usedBy(process.pid));

    lock.release();
    await takeAndRelease();
    expect(readdirSync(dir)).toEqual([]);
  });

  it("refuses while another living process has it", async () => {
    const other = spawn("sleep", ["60"]);
    try {
      writeLock({ pid: other.pid, startMark: startMark(other.pid ?? 0), purpose: "server" });
      await expect(lockDataDir(dir)).rejects.toThrow(usedBy(other.pid ?? 0));
    } finally {
      other.kill();
    }
  });

  it("is taken over from a process that was killed", async () => {
    const { pid } = spawnSync("true");
    writeLock({ pid, startMark: "boot/1", purpose: "server" });
    await expect(takeAndRelease()).resolves.toBeUndefined();
  });

  it.runIf(startMark(process.pid) !== undefined)("is taken over when its process id belongs to a later process", async () => {
    writeLock({ pid: process.pid, startMark: "another-boot/1", purpose: "server" });
    expect(findLockHolder(dir)).toBeUndefined();
    await takeAndRelease();
  });

  it("is taken over when the file is damaged", async () => {
    writeLock('{"pi');
    await expect(takeAndRelease()).resolves.toBeUndefined();
  });

  it("makes a server wait for a command that has the folder for a moment", async () => {
    const command = await lockDataDir(dir, "command");
    setTimeout(() => command.release(), 150);

    const server = await lockDataDir(dir, "server");
    expect(JSON.parse(readFileSync(join(dir, "latchkey.lock"), "utf8"))).toMatchObject({ pid: process.pid, purpose: "server" });
    server.release();
  });
});
