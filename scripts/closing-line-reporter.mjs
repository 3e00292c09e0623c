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
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state) => tests.filter((test) => test.result().state === state).length;
    const brokenFiles = modules.filter((module) => module.state() === "failed" && !hasFailedTest(module)).length;

    const failed = count("failed") + brokenFiles + unhandledErrors.length;
    this.line = closingLine({ passed: count("passed"), failed, skipped: count("skipped") });
  }
}

function hasFailedTest(module) {
  return [...module.children.allTests("failed")].length > 0;
}

/** @param {{ passed: number, failed: number, skipped?: number }} counts */
export function closingLine({ passed, failed, skipped = 0 }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
