import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** The embedded PostgreSQL sees nothing of our environment: PGDATA or PGPORT meant for another server would redirect it. */
export const toolPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** The full path of a system program, or nothing where it is not installed. */
export function findTool(name: string): string | undefined {
  return toolPath
    .split(":")
    .map((folder) => `${folder}/${name}`)
    .find((path) => existsSync(path));
}

let setpriv: string | undefined | null = null;

/** util-linux `setpriv` when it knows `--pdeathsig` (the one of busybox does not). Asked once per process. */
export function findSetpriv(): string | undefined {
  if (setpriv !== null) return setpriv;
  setpriv = process.platform === "linux" ? findTool("setpriv") : undefined;
  if (setpriv === undefined) return undefined;

  try {
    execFileSync(setpriv, ["--pdeathsig", "INT", "true"], { stdio: "ignore", env: { PATH: toolPath } });
  } catch {
    setpriv = undefined;
  }
  return setpriv;
}
