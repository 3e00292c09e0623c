/** Latchkey and its peers on the same questions in the same process: first that they agree, then how long each takes. */
import { decide, specialise } from "@latchkey/engine";
import { report } from "./figures.mjs";
import { timeEach, timeEachAwaited, warmUp, warmUpAwaited } from "./measure.mjs";
import { naiveDecision } from "./naive.mjs";
import { createCasbin } from "./peers/casbin.mjs";
import { createCasl } from "./peers/casl.mjs";
import { createCedar } from "./peers/cedar.mjs";
import { circumstances, copy } from "./workload.mjs";

/** Users who ask again and again, whose grants and abilities are kept. */
const knownUsersMax = 300;

/** Peers that take milliseconds are asked less, never about anything else. */
function createEntrants({ set, policies, peers, slowCount }) {
  const { casl, casbin, cedar, sql } = peers;
  return [
    { name: "Latchkey, one-off", ask: (question) => decide(set, question) },
    {
      name: "Latchkey, grants kept",
      ask: ({ grants, action, resource }) => grants.decide(action, resource),
      renew: ({ grants, action, resource, wanted }) => ({ grants, action, resource: copy(resource), wanted }),
      isKept: true,
    },
    {
      name: "CASL, ability kept",
      ask: casl.checkKept,
      // In the shape that its conditions read, made beforehand: the conversion is no part of its work.
      renew: ({ ability, action, resource, wanted }) => ({ ability, action, resource: casl.toResource(copy(resource)), wanted }),
      isKept: true,
    },
    { name: "CASL, built per check", ask: casl.check, countMax: slowCount * 10 },
    { name: "naive scan", ask: (question) => naiveDecision(policies, question), countMax: slowCount * 20 },
    { name: "PostgreSQL, prepared", ask: sql.check, isAwaited: true },
    { name: "casbin", ask: casbin.check, countMax: slowCount },
    { name: "Cedar wasm", ask: cedar.check, countMax: slowCount },
  ];
}

export async function comparePeers(caseName, { set, policies, questions, postgres, slowCount, isTimed }) {
  const peers = {
    casl: createCasl(policies),
    casbin: await createCasbin(policies),
    cedar: createCedar(policies),
    sql: await postgres.createPeer(policies),
  };
  const asked = prepareQuestions(questions, { set, policies, casl: peers.casl });
  const results = [];
  for (const entrant of createEntrants({ set, policies, peers, slowCount })) {
    const list = (entrant.isKept ? asked.kept : asked.single).slice(0, entrant.countMax);
    await verify(entrant, list);
    report(caseName, { subject: `${entrant.name}: agrees with naive`, value: list.length, unit: "checks" });
    if (isTimed) results.push({ ...entrant, times: await timesOf(entrant, list) });
  }
  for (const result of results) reportResult(caseName, result, results);
}

/** Whoever keeps nothing per user is held against both ways of asking Latchkey, an ability that is kept against grants that are. */
function reportResult(caseName, { name, isKept, times }, results) {
  report(caseName, { subject: `${name} p50`, value: times.p50, unit: "µs" });
  report(caseName, { subject: `${name} p99`, value: times.p99, unit: "µs" });
  if (name.startsWith("Latchkey")) return;

  const rivals = results.filter((result) => result.name.startsWith("Latchkey") && (result.isKept || !isKept));
  for (const rival of rivals) {
    const ratio = times.p50 / rival.times.p50;
    report(caseName, { subject: `${name} p50, times`, value: ratio, unit: "x", ratio, versus: rival.name });
  }
}

/**
 * The same for everybody: a warm-up with the same questions, then these once more in new strings, which nobody has looked
 * up before. Both lists are made in the same way, so that nothing compiled for the one is thrown away at the other, and
 * hold nothing but what is asked.
 */
async function timesOf({ ask, renew = copy, isAwaited }, list) {
  const renewed = () => list.map((question) => renew(question));
  if (isAwaited) {
    await warmUpAwaited(renewed(), ask);
    return timeEachAwaited(renewed(), ask);
  }
  warmUp(renewed(), ask);
  return timeEach(renewed(), ask);
}

/** A fast wrong answer is worth nothing. */
async function verify({ name, ask, renew = copy }, list) {
  for (const question of list.map((each) => renew(each))) {
    const answer = await ask(question);
    if (answer !== question.wanted) throw new Error(`${name} says ${answer} instead of ${question.wanted}: ${JSON.stringify(question)}`);
  }
}

/**
 * The same questions for everybody. Where something is kept per user, they come from fewer users; half ask what was
 * aimed at them, half what somebody else asked.
 */
function prepareQuestions(questions, { set, policies, casl }) {
  const known = questions.slice(0, knownUsersMax).map(({ subject, action, resource }) => {
    return { subject, action, resource, grants: specialise(set, subject, circumstances), ability: casl.abilityOf(subject) };
  });
  const kept = questions.map((question, position) => {
    const { subject, grants, ability, action, resource } = known[position % known.length];
    const wanted = position % 2 === 0 ? { action, resource } : { action: question.action, resource: question.resource };
    return { subject, grants, ability, ...wanted };
  });
  const withAnswer = (question) => ({ ...question, wanted: naiveDecision(policies, question) });
  return { kept: kept.map(withAnswer), single: questions.map(withAnswer) };
}
