import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Whether a process with this id exists. One that belongs to somebody else counts; one that ended and waits to be collected does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return statFields(pid)?.[0] !== "Z";
}

/**
 * When the process started, in the kernel's own count since boot, with the boot's id. Tells a process from a later one
 * with the same id. Linux only; elsewhere nothing.
 */
export function startMark(pid: number): string | undefined {
  // Field 22 of proc(5)'s stat, counted from 1; the list starts at field 3.
  const ticks = statFields(pid)?.[19];
  if (ticks === undefined) return undefined;
  return `${readText("/proc/sys/kernel/random/boot_id") ?? "unknown-boot"}/${ticks}`;
}

/** The fields of /proc/<pid>/stat after the program's name, which is in brackets and may itself hold spaces and brackets. */
function statFields(pid: number): string[] | undefined {
  const text = readText(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(")") + 2).split(" ");
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}

/** The folder a process works in; PostgreSQL's processes all work in their cluster's folder. Nothing when it may not be read. */
export function workingDir(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** Every process that works in this folder. Linux only; elsewhere empty. */
export function processesWorkingIn(dir: string): number[] {
  try {
    return readdirSync("/proc")
      .map(Number)
      .filter((pid) => Number.isInteger(pid) && workingDir(pid) === dir);
  } catch {
    return [];
  }
}
