/** CASL, as its guides say: an ability per user, made of the rules whose target matches; cannot after can. */
import { createMongoAbility, subject as asSubject } from "@casl/ability";
import { matchesTarget } from "../naive.mjs";

export function createCasl(policies) {
  const abilityOf = (subject) => createMongoAbility(rulesFor(policies, subject));
  return {
    abilityOf,
    toResource,
    check: ({ subject, action, resource }) => decide(abilityOf(subject), action, toResource(resource)),
    checkKept: ({ ability, action, resource }) => decide(ability, action, resource),
  };
}

function decide(ability, action, resource) {
  return ability.can(action, resource) ? "allow" : "deny";
}

function rulesFor(policies, subject) {
  const allows = [];
  const denies = [];
  for (const { targets, permissions } of policies) {
    if (!targets.some((target) => matchesTarget(target, subject))) continue;

    for (const permission of permissions) {
      const rule = ruleFor(permission, subject);
      if (rule !== null) (permission.effect === "deny" ? denies : allows).push(rule);
    }
  }
  // The last rule that matches decides.
  return [...allows, ...denies];
}

function ruleFor({ effect, actions, resource }, subject) {
  const conditions = conditionsFor(resource, subject);
  if (conditions === null) return null;
  return { action: actions, subject: resource.type, inverted: effect === "deny", ...(conditions === undefined ? {} : { conditions }) };
}

/** Undefined for any; null when a tag match can match nothing for want of the key. */
function conditionsFor(resource, subject) {
  if (resource.match === "any") return undefined;
  if (resource.match === "id") return { id: resource.id };
  if (resource.match === "tag") return { tags: `${resource.key}=${resource.value}` };

  const pairs = subject.tags.filter((tag) => tag.key === resource.key).map((tag) => `${tag.key}=${tag.value}`);
  return pairs.length === 0 ? null : { tags: { $in: pairs } };
}

/** In the shape that its conditions read. */
function toResource({ type, id, tags }) {
  return asSubject(type, { id, tags: tags.map((tag) => `${tag.key}=${tag.value}`) });
}
