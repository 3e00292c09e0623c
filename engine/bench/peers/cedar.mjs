/** Cedar as a Node program gets it today: the wasm build, with the policies parsed beforehand. */
import { preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";

export function createCedar(policies) {
  const text = policies.flatMap(policiesFor).join("\n");
  const answer = preparsePolicySet("bench", { staticPolicies: text });
  if (answer.type === "failure") throw new Error(JSON.stringify(answer.errors.slice(0, 3)));

  return { check };
}

function check({ subject, action, resource }) {
  const [principal, thing] = [uid("User", subject.id), uid(typeName(resource.type), resource.id)];
  const answer = statefulIsAuthorized({
    principal,
    action: uid("Action", action),
    resource: thing,
    context: {},
    preparsedPolicySetId: "bench",
    entities: [entity(principal, subject.tags), entity(thing, resource.tags)],
  });
  if (answer.type === "failure") throw new Error(JSON.stringify(answer.errors));
  return answer.response.decision;
}

/** Targets and permissions are alternatives: one policy for each pair, with all that can be in the head. */
function policiesFor({ targets, permissions }) {
  return targets.flatMap((target) =>
    permissions.map(({ effect, actions, resource }) => {
      const principal = target.match === "id" ? `principal == User::"${target.id}"` : "principal is User";
      const type = typeName(resource.type);
      const thing = resource.match === "id" ? `resource == ${type}::"${resource.id}"` : `resource is ${type}`;
      const list = actions.map((action) => `Action::"${action}"`).join(", ");
      const conditions = [targetCondition(target), resourceCondition(resource)].filter((condition) => condition !== null);
      const when = conditions.map((condition) => ` when { ${condition} }`).join("");
      return `${effect === "allow" ? "permit" : "forbid"} (${principal}, action in [${list}], ${thing})${when};`;
    }),
  );
}

function targetCondition(target) {
  if (target.match === "tag") return carries("principal", target);
  return target.match === "tag_match" ? `principal has ${target.key}` : null;
}

function resourceCondition({ match, key, value }) {
  if (match === "tag") return carries("resource", { key, value });
  if (match !== "tag_match") return null;
  return `principal has ${key} && resource has ${key} && principal.${key}.containsAny(resource.${key})`;
}

function carries(side, { key, value }) {
  return `${side} has ${key} && ${side}.${key}.contains("${value}")`;
}

function entity(of, tags) {
  const attrs = {};
  for (const { key, value } of tags) (attrs[key] ??= []).push(value);
  return { uid: of, attrs, parents: [] };
}

function uid(type, id) {
  return { type, id };
}

function typeName(type) {
  return type === "dashboard" ? "Dashboard" : "Device";
}
