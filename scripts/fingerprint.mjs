import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { projectDir } from "./run-command.mjs";

const isIgnoredName = (name) => name === "node_modules" || name === "dist" || name.startsWith(".") || /\.test\.tsx?$/.test(name);

/**
 * Every file below these paths, relative to the project, in a fixed order. Tests, results and installed packages are left out.
 * @param {readonly string[]} paths
 * @returns {string[]}
 */
export function listFiles(paths) {
  return paths.flatMap((path) => {
    const full = join(projectDir, path);
    if (!existsSync(full)) return [];
    if (!statSync(full).isDirectory()) return [path];

    const names = readdirSync(full).filter((name) => !isIgnoredName(name));
    return listFiles(names.toSorted().map((name) => join(path, name)));
  });
}

/**
 * One value for the content of all these files. Content rather than times: a copied or newly checked out project is the same.
 * @param {readonly string[]} paths
 */
export function fingerprint(paths) {
  const hash = createHash("sha256");
  for (const path of listFiles(paths))
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(projectDir, path)))
      .update("\0");
  return hash.digest("hex");
}
