/**
 * Benchmark of the decision engine, compared in the same run with a naive scan of all policies.
 * Usage: node engine/bench/run.mjs [--json]   (after npx tsc -b)
 */
import { compilePolicies, decide, decideWithTrail, explain, specialise, specialiseFor } from "@latchkey/engine";
import { ratePerSecond, timeEach, timerCostMicros, warmUp } from "./measure.mjs";
import { naiveDecision, passes } from "./naive.mjs";
import { createWorkload } from "./workload.mjs";

const sizes = [
  { name: "S 100 policies", policyCount: 100, subjectCount: 1000, resourceCount: 1000, keyCount: 16 },
  { name: "M 1k policies", policyCount: 1000, subjectCount: 100_000, resourceCount: 10_000, keyCount: 32 },
  { name: "L 10k policies", policyCount: 10_000, subjectCount: 1_000_000, resourceCount: 100_000, keyCount: 64 },
];
const growthPolicyCounts = [100, 1000, 10_000, 100_000];
/** So few that the inputs are as close at hand as those that a request has just read; so many that no branch is learnt. */
const questionCount = 4000;
const isJson = process.argv.includes("--json");
const figures = [];

report({ name: "machine" }, { subject: "timer cost", value: timerCostMicros(), unit: "µs" });
for (const size of sizes) measureSize(size);
measureGrowth();
print();

function measureSize(size) {
  const { policies, newPolicy, newQuestion, newSubject } = createWorkload({ ...size, seed: 42 });
  const memoryBefore = usedMegabytes();
  const startedAt = performance.now();
  const set = compilePolicies(policies);
  report(size, { subject: "load all policies", value: performance.now() - startedAt, unit: "ms" });
  report(size, { subject: "memory of the index", value: usedMegabytes() - memoryBefore, unit: "MB" });

  const questions = Array.from({ length: questionCount }, newQuestion);
  verify(policies, set, questions.slice(0, 2000));
  measureChecks(size, { policies, set, questions });
  measureFilters(size, { set, newSubject });
  measureExplaining(size, { set, questions });
  measureUpdates(size, { set, newPolicy });
}

/** A fast wrong answer is worth nothing: every door is compared with the naive scan first. */
function verify(policies, set, questions) {
  for (const question of questions) {
    const { subject, action, resource } = question;
    const grants = specialise(set, subject);
    const answers = [
      decide(set, subject, action, resource),
      grants.decide(action, resource),
      passes(grants.filter(resource.type, action), resource) ? "allow" : "deny",
      explain(set, subject, action, resource).decision,
    ];
    const wanted = naiveDecision(policies, question);
    if (answers.some((answer) => answer !== wanted)) throw new Error(`disagreement: ${answers} instead of ${wanted}`);
  }
}

function measureChecks(size, { policies, set, questions }) {
  const cold = ({ subject, action, resource }) => decide(set, subject, action, resource);
  const naive = (question) => naiveDecision(policies, question);
  const hot = ({ grants, action, resource }) => grants.decide(action, resource);
  const known = questions.slice(0, 300).map(({ subject }) => specialise(set, subject));
  const hotQuestions = questions.map(({ action, resource }, position) => ({ grants: known[position % known.length], action, resource }));
  const allowed = questions.filter((question) => cold(question) === "allow").length;
  report(size, { subject: "questions allowed", value: (allowed / questions.length) * 100, unit: "%" });

  // Copies, because the first look-up of a string is the dear one: nothing that is timed was looked up before.
  const fresh = copy(questions);
  const freshHot = hotQuestions.map(({ grants, action, resource }) => ({ grants, action, resource: copy(resource) }));
  warmUp(questions, cold);
  warmUp(hotQuestions, hot);
  warmUp(questions.slice(0, 500), naive);

  const naiveInputs = questions.slice(0, Math.max(500, Math.floor(400_000 / size.policyCount)));
  const naiveRate = ratePerSecond(naiveInputs, naive);
  const naiveTimes = timeEach(naiveInputs, naive);
  reportTimes(size, "one-off decision", { times: timeEach(fresh, cold), rate: ratePerSecond(questions, cold), naiveRate });
  reportTimes(size, "decision from grants", { times: timeEach(freshHot, hot), rate: ratePerSecond(hotQuestions, hot), naiveRate });
  reportTimes(size, "naive scan", { times: naiveTimes, rate: naiveRate, naiveRate });
}

/** New strings in objects of the same shape: a database driver makes such. */
function copy(value) {
  return JSON.parse(JSON.stringify(value));
}

function measureFilters(size, { set, newSubject }) {
  const subjects = Array.from({ length: 5000 }, newSubject);
  const build = (subject) => specialise(set, subject).filter("dashboard", "access");
  warmUp(subjects, build);
  reportTimes(size, "list filter from policies", { times: timeEach(subjects, build), rate: ratePerSecond(subjects, build) });

  const grants = subjects.slice(0, 1000).map((subject) => specialise(set, subject));
  const filter = (each) => each.filter("dashboard", "access");
  warmUp(grants, filter);
  reportTimes(size, "list filter from grants", { times: timeEach(grants, filter), rate: ratePerSecond(grants, filter) });
}

function measureExplaining(size, { set, questions }) {
  const some = questions;
  const calls = {
    "decision with its rules": ({ subject, action, resource }) => decideWithTrail(set, subject, action, resource),
    "who can do it (filter)": ({ action, resource }) => specialiseFor(set, action, resource),
  };
  for (const [name, call] of Object.entries(calls)) {
    warmUp(some, call);
    reportTimes(size, name, { times: timeEach(some, call), rate: ratePerSecond(some, call) });
  }

  const few = questions.slice(0, 1000);
  const full = ({ subject, action, resource }) => explain(set, subject, action, resource);
  warmUp(few, full);
  reportTimes(size, "explain with near misses", { times: timeEach(few, full), rate: ratePerSecond(few, full) });
}

function measureUpdates(size, { set, newPolicy }) {
  const updated = Array.from({ length: 5000 }, (_, position) => newPolicy(position % size.policyCount));
  const put = (policy) => {
    set.put(policy);
    return true;
  };
  reportTimes(size, "replace one policy", { times: timeEach(updated, put), rate: ratePerSecond(updated, put) });
}

/** Only the number of policies grows. */
function measureGrowth() {
  const base = { subjectCount: 100_000, resourceCount: 10_000, keyCount: 32, seed: 7 };
  const first = {};
  for (const policyCount of growthPolicyCounts) {
    const { policies, newQuestion } = createWorkload({ ...base, policyCount });
    const set = compilePolicies(policies);
    const questions = Array.from({ length: questionCount }, newQuestion);
    const known = questions.slice(0, 300).map(({ subject }) => specialise(set, subject));
    const calls = {
      "one-off decision": ({ subject, action, resource }) => decide(set, subject, action, resource),
      "decision from grants": ({ position, action, resource }) => known[position % known.length].decide(action, resource),
    };
    for (const [name, call] of Object.entries(calls)) {
      const inputs = questions.map((question, position) => ({ ...question, position }));
      warmUp(inputs, call);
      const { p50 } = timeEach(inputs, call);
      first[name] ??= p50;
      const growth = { ratio: p50 / first[name], versus: "100 policies" };
      report({ name: `growth ${policyCount} policies` }, { subject: `${name} p50`, value: p50, unit: "µs", ...growth });
    }
  }
}

function reportTimes(size, name, { times, rate, naiveRate }) {
  const compared = naiveRate === undefined ? {} : { ratio: rate / naiveRate, versus: "naive scan" };
  report(size, { subject: `${name} p50`, value: times.p50, unit: "µs" });
  report(size, { subject: `${name} p99`, value: times.p99, unit: "µs" });
  report(size, { subject: `${name} rate`, value: rate, unit: "per s", ...compared });
}

function report(size, { subject, value, unit, ratio = null, versus = null }) {
  const roundedRatio = ratio === null ? null : Number(ratio.toPrecision(3));
  figures.push({ bench: "engine", case: size.name, subject, value: Number(value.toPrecision(4)), unit, ratio: roundedRatio, versus });
}

function print() {
  for (const figure of figures) {
    if (isJson) {
      console.log(JSON.stringify(figure));
      continue;
    }
    const ratio = figure.ratio === null ? "" : `${figure.ratio} x ${figure.versus}`;
    const value = figure.value.toLocaleString("en", { maximumFractionDigits: 3 });
    console.log(`${figure.case.padEnd(24)}${figure.subject.padEnd(34)}${value.padStart(14)} ${figure.unit.padEnd(6)}  ${ratio}`);
  }
}

function usedMegabytes() {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
