/**
 * A Vitest reporter whose one line ends the output: "N passed, N failed", and how many were skipped. Written when the process
 * ends, after whatever other reporters print. A file that could not run, and an error outside of any test, count as failed.
 */
export default class ClosingLineReporter {
  constructor() {
    this.line = undefined;
    process.once("exit", () => {
      if (this.line !== undefined) process.stdout.write(`${this.line}\n`);
    });
  }

  onTestRunEnd(modules, unhandledErrors) {
    this.line = closingLine(countResults(modules, unhandledErrors));
  }
}

/** Counts what Vitest reports. */
export function countResults(modules, unhandledErrors) {
  const states = modules.map((module) => ({
    file: module.state(),
    tests: [...module.children.allTests()].map((test) => test.result().state),
  }));
  const count = (state) => states.flatMap(({ tests }) => tests).filter((each) => each === state).length;
  const brokenFiles = states.filter(({ file, tests }) => file === "failed" && !tests.includes("failed")).length;
  return { passed: count("passed"), failed: count("failed") + brokenFiles + unhandledErrors.length, skipped: count("skipped") };
}

/** @param {{ passed: number, failed: number, skipped?: number }} counts */
export function closingLine({ passed, failed, skipped = 0 }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
