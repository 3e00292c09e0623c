/** The reference to compare with: every policy in turn, written as plainly as the specification. */
export function naiveDecision(policies, { subject, action, resource }) {
  let decision = "deny";
  for (const policy of policies) {
    if (!policy.targets.some((target) => matchesTarget(target, subject))) continue;

    for (const permission of policy.permissions) {
      if (permission.resource.type !== resource.type || !permission.actions.includes(action)) continue;
      if (!matchesResource(permission.resource, subject, resource)) continue;
      if (permission.effect === "deny") return "deny";
      decision = "allow";
    }
  }
  return decision;
}

export function matchesTarget(target, { id, tags }) {
  if (target.match === "any") return true;
  if (target.match === "id") return target.id === id;
  if (target.match === "tag") return tags.some((tag) => tag.key === target.key && tag.value === target.value);
  return tags.some((tag) => tag.key === target.key);
}

export function matchesResource(selector, subject, { id, tags }) {
  if (selector.match === "any") return true;
  if (selector.match === "id") return selector.id === id;
  if (selector.match === "tag") return tags.some((tag) => tag.key === selector.key && tag.value === selector.value);
  return tags.some((tag) => tag.key === selector.key && subject.tags.some((own) => own.key === tag.key && own.value === tag.value));
}

export function passes(filter, { id, tags }) {
  if (filter.kind !== "some") return filter.kind === "all";

  const isIn = (set) => set.any || set.ids.includes(id) || tags.some((tag) => set.tags.includes(`${tag.key}=${tag.value}`));
  return isIn(filter.anyOf) && !isIn(filter.noneOf);
}
