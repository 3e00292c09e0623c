// `npm run check`: everything that is checked without running the product. One line per check; a failed one shows what it said.
import { closingLine } from "./closing-line-reporter.mjs";
import { projectDir, runBin, runCommand } from "./run-command.mjs";

const runOwn = (script, ...args) => runCommand(process.execPath, [`${projectDir}/scripts/${script}`, ...args], { isQuiet: true });
const runTool = (bin, ...args) => runBin(bin, args, { isQuiet: true });

const checks = [
  { name: "types of the Node packages", run: () => runTool("typescript:tsc", "-b") },
  { name: "types of ui, widgets and console", run: () => runTool("typescript:tsc", "-p", "tsconfig.web.json") },
  // Each application registers its own router with the types, so they cannot be checked together.
  { name: "types of portal", run: () => runTool("typescript:tsc", "-p", "portal") },
  { name: "types of the tests", run: () => runTool("typescript:tsc", "-p", "tsconfig.test.json") },
  { name: "rules and sizes (oxlint)", run: () => runTool("oxlint", "--type-aware", "--deny-warnings") },
  { name: "format (oxfmt; npm run format mends it)", run: () => runTool("oxfmt", "--check") },
  { name: "order of packages and rooms", run: () => runOwn("check-rooms.mjs") },
  { name: "words complete", run: () => runOwn("check-words.mjs") },
  { name: "generated documents up to date", run: () => runOwn("generate-docs.mjs", "--check") },
  { name: "ASVS: every named test exists, nothing left out", run: () => runOwn("asvs.mjs", "--check") },
  { name: "nothing unused (knip)", run: () => runTool("knip", "--no-progress") },
];

const failures = [];
for (const { name, run } of checks) {
  const startedAt = performance.now();
  const { code, output } = await run();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${code === 0 ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
  if (code !== 0) failures.push({ name, output });
}

for (const { name, output } of failures) console.log(`\n--- ${name}\n${output.trim()}`);
if (failures.length > 0) process.exitCode = 1;
console.log(`\n${closingLine({ passed: checks.length - failures.length, failed: failures.length })}`);
