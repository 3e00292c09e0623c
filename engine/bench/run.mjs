/**
 * Benchmark of the decision engine, side by side with its peers in the same run.
 * Usage: npm run bench:engine [-- --json] [-- --alone]   (--alone leaves the peers out)
 */
import { compilePolicies, decide, decideWithTrail, explain, specialise, specialiseFor } from "@latchkey/engine";
import { comparePeers } from "./compare.mjs";
import { report, reportTimes } from "./figures.mjs";
import { measureInheritance } from "./inheritance.mjs";
import { ratePerSecond, timeEach, timerCostMicros, warmUp } from "./measure.mjs";
import { naiveDecision, passes } from "./naive.mjs";
import { startPostgres } from "./peers/postgres.mjs";
import { circumstances, copy, createWorkload } from "./workload.mjs";

const sizes = [
  { name: "S 100 policies", policyCount: 100, subjectCount: 1000, resourceCount: 1000, keyCount: 16, slowCount: 200 },
  { name: "M 1k policies", policyCount: 1000, subjectCount: 100_000, resourceCount: 10_000, keyCount: 32, slowCount: 200 },
  { name: "L 10k policies", policyCount: 10_000, subjectCount: 1_000_000, resourceCount: 100_000, keyCount: 64, slowCount: 50 },
];
const seed = 42;
/** Every target form meets every resource form among few names: peers that agree here agree for a reason. */
const crossed = {
  name: "all forms crossed",
  policyCount: 150,
  subjectCount: 20,
  resourceCount: 20,
  keyCount: 3,
  slowCount: 1000,
  isCrossed: true,
};
const growthPolicyCounts = [100, 1000, 10_000, 100_000];
/** So few that the inputs are as close at hand as those that a request has just read; so many that no branch is learnt. */
const questionCount = 4000;
const isAlone = process.argv.includes("--alone");

report("machine", { subject: "timer cost", value: timerCostMicros(), unit: "µs" });
const postgres = isAlone ? null : await startPostgres();
try {
  if (postgres !== null) await compareSize(crossed, { isTimed: false });
  for (const size of sizes) await measureSize(size);
} finally {
  await postgres?.stop();
}
measureInheritance(sizes[1]);
measureGrowth();

async function measureSize(size) {
  const { policies, newPolicy, newQuestion, newSubject } = createWorkload({ ...size, seed });
  const memoryBefore = usedMegabytes();
  const startedAt = performance.now();
  const set = compilePolicies({ policies });
  report(size.name, { subject: "load all policies", value: performance.now() - startedAt, unit: "ms" });
  report(size.name, { subject: "memory of the index", value: usedMegabytes() - memoryBefore, unit: "MB" });

  const questions = Array.from({ length: questionCount }, newQuestion);
  verify(policies, set, questions.slice(0, 2000));
  measureChecks(size, { set, questions });
  measureFilters(size, { set, newSubject });
  measureExplaining(size, { set, questions });
  measureUpdates(size, { set, newPolicy });
  if (postgres !== null) await compareSize(size, { isTimed: true });
}

async function compareSize(size, { isTimed }) {
  const { policies, newQuestion } = createWorkload({ ...size, seed });
  const questions = Array.from({ length: questionCount }, newQuestion);
  const set = compilePolicies({ policies });
  await comparePeers(size.name, { set, policies, questions, postgres, slowCount: size.slowCount, isTimed });
}

/** A fast wrong answer is worth nothing: every door is compared with the naive scan first. */
function verify(policies, set, questions) {
  for (const question of questions) {
    const { subject, action, resource } = question;
    const grants = specialise(set, subject, circumstances);
    const answers = [
      decide(set, question),
      grants.decide(action, resource),
      passes(grants.filter(resource.type, action), resource) ? "allow" : "deny",
      explain(set, question).decision,
    ];
    const wanted = naiveDecision(policies, question);
    if (answers.some((answer) => answer !== wanted)) throw new Error(`disagreement: ${answers} instead of ${wanted}`);
  }
}

function measureChecks(size, { set, questions }) {
  const cold = (question) => decide(set, question);
  const hot = ({ grants, action, resource }) => grants.decide(action, resource);
  const known = questions.slice(0, 300).map(({ subject }) => specialise(set, subject, circumstances));
  const hotQuestions = questions.map(({ action, resource }, position) => ({ grants: known[position % known.length], action, resource }));
  const allowed = questions.filter((question) => cold(question) === "allow").length;
  report(size.name, { subject: "questions allowed", value: (allowed / questions.length) * 100, unit: "%" });

  // Copies, because the first look-up of a string is the dear one: nothing that is timed was looked up before.
  const fresh = questions.map((question) => copy(question));
  const freshHot = hotQuestions.map(({ grants, action, resource }) => ({ grants, action, resource: copy(resource) }));
  warmUp(questions, cold);
  reportTimes(size.name, "one-off decision", { times: timeEach(fresh, cold), rate: ratePerSecond(questions, cold) });
  warmUp(hotQuestions, hot);
  reportTimes(size.name, "decision from grants", { times: timeEach(freshHot, hot), rate: ratePerSecond(hotQuestions, hot) });
}

function measureFilters(size, { set, newSubject }) {
  const subjects = Array.from({ length: 5000 }, newSubject);
  const build = (subject) => specialise(set, subject, circumstances).filter("dashboard", "access");
  warmUp(subjects, build);
  reportTimes(size.name, "list filter from policies", { times: timeEach(subjects, build), rate: ratePerSecond(subjects, build) });

  const grants = subjects.slice(0, 1000).map((subject) => specialise(set, subject, circumstances));
  const filter = (each) => each.filter("dashboard", "access");
  warmUp(grants, filter);
  reportTimes(size.name, "list filter from grants", { times: timeEach(grants, filter), rate: ratePerSecond(grants, filter) });
}

function measureExplaining(size, { set, questions }) {
  const calls = {
    "decision with its rules": (question) => decideWithTrail(set, question),
    "who can do it (filter)": (question) => specialiseFor(set, question),
  };
  for (const [name, call] of Object.entries(calls)) {
    warmUp(questions, call);
    reportTimes(size.name, name, {
      times: timeEach(
        questions.map((question) => copy(question)),
        call,
      ),
      rate: ratePerSecond(questions, call),
    });
  }

  const full = (question) => explain(set, question);
  const [allowed, denied] = ["allow", "deny"].map((decision) => questions.filter((question) => decide(set, question) === decision));
  const asked = { "explain with near misses, allowed": allowed, "explain with near misses and remedies, denied": denied };
  for (const [name, all] of Object.entries(asked)) {
    const few = all.slice(0, 800);
    warmUp(few, full, 500);
    reportTimes(size.name, name, {
      times: timeEach(
        few.map((question) => copy(question)),
        full,
      ),
      rate: ratePerSecond(few, full),
    });
  }
}

function measureUpdates(size, { set, newPolicy }) {
  const updated = Array.from({ length: 5000 }, (_, position) => newPolicy(position % size.policyCount));
  const put = (policy) => {
    set.put(policy);
    return true;
  };
  reportTimes(size.name, "replace one policy", { times: timeEach(updated, put), rate: ratePerSecond(updated, put) });
}

/** Only the number of policies grows. */
function measureGrowth() {
  const base = { subjectCount: 100_000, resourceCount: 10_000, keyCount: 32, seed: 7 };
  const first = {};
  for (const policyCount of growthPolicyCounts) {
    const { policies, newQuestion } = createWorkload({ ...base, policyCount });
    const set = compilePolicies({ policies });
    const questions = Array.from({ length: questionCount }, newQuestion);
    const known = questions.slice(0, 300).map(({ subject }) => specialise(set, subject, circumstances));
    const calls = {
      "one-off decision": (question) => decide(set, question),
      "decision from grants": ({ position, action, resource }) => known[position % known.length].decide(action, resource),
    };
    for (const [name, call] of Object.entries(calls)) {
      const inputs = questions.map((question, position) => ({ ...question, position }));
      warmUp(inputs, call);
      const { p50 } = timeEach(inputs, call);
      first[name] ??= p50;
      const growth = { ratio: p50 / first[name], versus: "100 policies" };
      report(`growth ${policyCount} policies`, { subject: `${name} p50`, value: p50, unit: "µs", ...growth });
    }
  }
}

function usedMegabytes() {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
