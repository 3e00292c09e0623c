/** One seeded workload in any size: policies of a realistic mix, and questions half of which are aimed at a policy. */

/** When everything is asked, and what is known of whoever asks; no policy of the mix looks at it. */
export const circumstances = { now: Date.parse("2026-03-10T12:00:00.000Z"), address: null, isDeviceTrusted: false, hasSecondFactor: false };

const actionsByType = {
  dashboard: ["access", "edit", "delete"],
  device: ["access", "edit", "delete", "get_data"],
};
const types = Object.keys(actionsByType);
const forms = ["any", "id", "tag", "tag_match"];

/** Small, fast and repeatable (mulberry32). */
export function seededRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Subjects and resources are made when asked for: the engine never holds them, only their number matters. */
export function createWorkload({ policyCount, subjectCount, resourceCount, keyCount, seed, isCrossed = false }) {
  const random = seededRandom(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const below = (count) => Math.floor(random() * count);
  const id = (kind, index) => `${kind}${index.toString(16).padStart(23, "0")}`;

  const valueCounts = Array.from({ length: keyCount }, (_, index) => {
    if (index % 3 === 0) return 4 + below(7);
    return index % 3 === 1 ? 40 + below(60) : Math.max(10, Math.floor(resourceCount / 20));
  });
  const tag = () => {
    const key = below(keyCount);
    return { key: `key_${key}`, value: `value_${below(valueCounts[key])}` };
  };

  /** 10 % of tags repeat their key with a second value. */
  const tags = (countMin, countMax) => {
    const count = countMin + below(countMax - countMin + 1);
    const list = Array.from({ length: count }, tag);
    if (random() < 0.1) list.push({ key: list[0].key, value: tag().value });
    return list;
  };

  const target = { any: () => ({ match: "any" }), id: () => ({ match: "id", id: id("a", below(subjectCount)) }) };
  const resource = { any: () => ({ match: "any" }), id: () => ({ match: "id", id: id("d", below(resourceCount)) }) };
  for (const side of [target, resource]) {
    side.tag = () => ({ match: "tag", ...tag() });
    side.tag_match = () => ({ match: "tag_match", key: tag().key });
  }

  /** 40 % tag to tag, 20 % id to id, 20 % tag match, 10 % any on one side, 10 % deny; or every form with every other. */
  const pairing = () => {
    if (isCrossed) return [pick(forms), pick(forms), random() < 0.25 ? "deny" : "allow"];

    const share = random();
    if (share < 0.4) return ["tag", "tag", "allow"];
    if (share < 0.6) return ["id", "id", "allow"];
    if (share < 0.8) return ["tag_match", "tag_match", "allow"];
    if (share < 0.9) return random() < 0.5 ? ["any", "tag", "allow"] : ["tag", "any", "allow"];
    return [
      ...pick([
        ["tag", "tag"],
        ["id", "id"],
        ["any", "id"],
        ["tag_match", "tag_match"],
      ]),
      "deny",
    ];
  };

  const newPolicy = (index) => {
    const [targetForm, resourceForm, effect] = pairing();
    const newTarget = () => ({ subject: "run_user", ...target[targetForm]() });
    const newPermission = () => {
      const type = pick(types);
      const actions = [...new Set(random() < 0.25 ? [pick(actionsByType[type]), pick(actionsByType[type])] : [pick(actionsByType[type])])];
      return { effect, actions, resource: { type, ...resource[resourceForm]() } };
    };
    const targets = random() < 0.25 ? [newTarget(), newTarget()] : [newTarget()];
    const permissions = random() < 0.25 ? [newPermission(), newPermission()] : [newPermission()];
    return { id: id("p", index), name: `Policy ${index}`, status: "active", targets, permissions };
  };
  const policies = Array.from({ length: policyCount }, (_, index) => newPolicy(index));

  const newSubject = () => ({ type: "run_user", id: id("a", below(subjectCount)), tags: tags(4, 8) });
  const newResource = (type = pick(types)) => ({ type, id: id("d", below(resourceCount)), tags: tags(3, 6) });
  const newQuestion = () => {
    const question = { subject: newSubject(), resource: newResource(), action: "", circumstances };
    question.action = pick(actionsByType[question.resource.type]);
    // Fresh strings, as they come from a database: nothing is compared by identity with what the policies hold.
    return copy(random() < 0.5 ? aimed(question, pick(policies), pick) : question);
  };

  return { policies, newPolicy, newSubject, newQuestion };
}

/** Makes the question one that a policy speaks about. */
function aimed(question, policy, pick) {
  const permission = pick(policy.permissions);
  const subject = carrying(question.subject, pick(policy.targets));
  const resource = carrying({ ...question.resource, type: permission.resource.type }, permission.resource, subject.tags);
  return { ...question, subject, resource, action: pick(permission.actions) };
}

/** New strings in objects of the same shape: a database driver makes such. */
export function copy(value) {
  return JSON.parse(JSON.stringify(value));
}

function carrying(thing, matcher, otherTags = []) {
  if (matcher.match === "any") return thing;
  if (matcher.match === "id") return { ...thing, id: matcher.id };

  const shared = otherTags.find((tag) => tag.key === matcher.key)?.value;
  return { ...thing, tags: [...thing.tags, { key: matcher.key, value: matcher.value ?? shared ?? "value_1" }] };
}
