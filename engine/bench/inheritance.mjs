/** What groups, roles and conditions cost: the M workload with groups ten deep, roles that include roles, and office hours. */
import { compilePolicies, decide, effectiveSubject, explain, specialise, specialiseFor } from "@latchkey/engine";
import { report, reportTimes } from "./figures.mjs";
import { ratePerSecond, timeEach, warmUp } from "./measure.mjs";
import { circumstances, createWorkload, seededRandom } from "./workload.mjs";

const caseName = "M with groups and roles";
const groupCount = 1000;
const levels = 10;
const roleCount = 100;
const questionCount = 4000;

export function measureInheritance(size) {
  const { policies, newQuestion } = createWorkload({ ...size, seed: 42 });
  const random = seededRandom(11);
  const roles = createRoles(policies, random);
  const groups = createGroups(policies, random);
  const set = compilePolicies({ policies: withConditions(policies, random), roles, groups });
  const questions = Array.from({ length: questionCount }, () => withMemberships(newQuestion(), random));
  for (const question of questions) verify(set, question);

  const inherited = questions.map(({ subject }) => effectiveSubject(set, subject, circumstances));
  report(caseName, { subject: "groups of a user, mean", value: mean(inherited.map((each) => each.groupIds.length)), unit: "groups" });
  report(caseName, { subject: "roles of a user, mean", value: mean(inherited.map((each) => each.roleIds.length)), unit: "roles" });
  const calls = {
    "one-off decision": (question) => decide(set, question),
    "grants of a user": ({ subject }) => specialise(set, subject, circumstances),
    "who can do it (filter)": (question) => specialiseFor(set, question),
  };
  for (const [name, call] of Object.entries(calls)) {
    warmUp(questions, call);
    reportTimes(caseName, name, { times: timeEach(questions, call), rate: ratePerSecond(questions, call) });
  }
  measureChanges(set, { groups, roles });
}

/** A change of a group or role counts from the next decision on: both are timed together. */
function measureChanges(set, { groups, roles }) {
  const subject = { type: "run_user", id: "somebody", tags: [], groups: [groups.at(-1).id], roles: [] };
  const question = { subject, action: "access", resource: { type: "dashboard", id: "d", tags: [] }, circumstances };
  const calls = {
    "replace one group, then decide": (position) => set.putGroup(groups[position % groupCount]),
    "replace one role, then decide": (position) => set.putRole(roles[position % roleCount]),
  };
  const positions = Array.from({ length: 5000 }, (_, position) => position);
  for (const [name, change] of Object.entries(calls)) {
    const call = (position) => {
      change(position);
      return decide(set, question);
    };
    reportTimes(caseName, name, { times: timeEach(positions, call) });
  }
}

function verify(set, question) {
  const { subject, action, resource } = question;
  const answers = [
    decide(set, question),
    specialise(set, subject, circumstances).decide(action, resource),
    explain(set, question).decision,
  ];
  if (new Set(answers).size !== 1) throw new Error(`disagreement: ${answers}`);
}

/** Each group is below the one before, in rows of ten levels, and gives the tags that some policy asks for. */
function createGroups(policies, random) {
  const tags = policies.flatMap(({ targets }) => targets).filter((target) => target.match === "tag");
  const pick = (list) => list[Math.floor(random() * list.length)];
  const tag = () => {
    const { key, value } = pick(tags);
    return { key, value };
  };
  return Array.from({ length: groupCount }, (_, index) => ({
    id: `group-${index}`,
    name: `Group ${index}`,
    parentId: index % levels === 0 ? null : `group-${index - 1}`,
    rule: index % 4 === 0 ? { match: index % 8 === 0 ? "any" : "all", tags: [tag(), tag()] } : null,
    tags: [tag()],
    roles: index % 10 === 0 ? [{ roleId: `role-${index % roleCount}`, conditions: {} }] : [],
  }));
}

/** Each role has the permissions of some policy and includes the role before it, in rows of four. */
function createRoles(policies, random) {
  return Array.from({ length: roleCount }, (_, index) => ({
    id: `role-${index}`,
    name: `Role ${index}`,
    permissions: policies[Math.floor(random() * policies.length)].permissions,
    includes: index % 4 === 0 ? [] : [`role-${index - 1}`],
  }));
}

/** One policy in ten counts in office hours only. */
function withConditions(policies, random) {
  const window = { days: [1, 2, 3, 4, 5], from: "08:00", to: "18:00" };
  const hours = { timeZone: "America/New_York", windows: [window], holidays: ["2026-12-25"] };
  return policies.map((policy) => (random() < 0.1 ? { ...policy, conditions: { hours } } : policy));
}

function withMemberships(question, random) {
  const below = (count) => Math.floor(random() * count);
  const groups = [`group-${below(groupCount)}`, `group-${below(groupCount)}`];
  return { ...question, subject: { ...question.subject, groups, roles: [{ roleId: `role-${below(roleCount)}`, conditions: {} }] } };
}

function mean(numbers) {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}
