/**
 * The same rules in Cedar, whose own evaluator then decides: deny over allow, groups within groups, addresses and times
 * of day are Cedar's, nothing of them is worked out here. Circles of groups or roles have no counterpart in Cedar.
 */
import { preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import type { EntityJson, StatefulAuthorizationCall } from "@cedar-policy/cedar-wasm/nodejs";
import type { Conditions, Effect, Permission, SubjectType, Tag, Target } from "@latchkey/contract";
import type { Circumstances, EngineGroup, EngineRole, Question, Resource, RoleHolding, Subject } from "@latchkey/engine";
import type { World } from "./world.ts";

const policySetId = "world";

/** Makes Cedar know the rules of a world; until the next world all questions are about it. */
export function teachCedar(world: World): void {
  const answer = preparsePolicySet(policySetId, { staticPolicies: policiesOf(world).join("\n") });
  if (answer.type === "failure") throw new Error(`Cedar refuses the policies: ${JSON.stringify(answer.errors)}`);
}

export function cedarDecision(world: World, { subject, action, resource, circumstances }: Question): Effect {
  const call: StatefulAuthorizationCall = {
    principal: { type: subjectTypeName(subject.type), id: subject.id },
    action: { type: "Action", id: action },
    resource: resourceUid(resource),
    context: contextOf(circumstances),
    preparsedPolicySetId: policySetId,
    entities: [...groupsOf(world, subject), subjectEntity(world, subject), resourceEntity(resource)],
  };
  const answer = statefulIsAuthorized(call);
  if (answer.type === "failure") throw new Error(`Cedar refuses the question: ${JSON.stringify(answer.errors)}`);
  if (answer.response.diagnostics.errors.length > 0) throw new Error(JSON.stringify(answer.response.diagnostics.errors));
  return answer.response.decision;
}

function policiesOf(world: World): string[] {
  const active = world.policies.filter((policy) => policy.status === "active");
  const holders = (role: EngineRole): Target[] =>
    (["run_user", "administrator"] as const).map((subject) => ({ subject, match: "role", id: role.id }));
  return [
    ...active.flatMap((policy) => rulesOf(world, policy)),
    ...world.roles.flatMap((role) => rulesOf(world, { targets: holders(role), permissions: role.permissions, conditions: undefined })),
  ];
}

interface Rules {
  readonly targets: readonly Target[];
  readonly permissions: readonly Permission[];
  readonly conditions?: Conditions | undefined;
}

/** One Cedar policy for each effect and each kind of subject that the rules can speak about: the targets are the same for all. */
function rulesOf(world: World, { targets, permissions, conditions }: Rules): string[] {
  return [...new Set(targets.map((target) => target.subject))].flatMap((subject) =>
    (["allow", "deny"] as const).flatMap((effect) => {
      const own = permissions.filter((permission) => permission.effect === effect);
      const covered = own.flatMap((permission) => permissionExpression(world, subject, permission) ?? []);
      if (covered.length === 0) return [];

      const named = targets.filter((target) => target.subject === subject);
      return [
        `${effect === "allow" ? "permit" : "forbid"} (principal is ${subjectTypeName(subject)}, action, resource)
         when { ${anyOf(named.map((target) => targetExpression(world, target)))} }
         when { ${anyOf(covered)} }
         when { ${conditionExpression(conditions)} };`,
      ];
    }),
  );
}

/** Null for a permission that subjects of this kind cannot be granted. */
function permissionExpression(world: World, subject: SubjectType, permission: Permission): string | null {
  const { type, match } = permission.resource;
  const known = world.catalogue[type] ?? {};
  const actions = permission.actions.filter(
    (action) => Object.hasOwn(known, action) && known[action]?.subjects.includes(subject) && known[action].matchForms.includes(match),
  );
  if (actions.length === 0) return null;
  const isAction = `action in [${actions.map((each) => `Action::${quoted(each)}`).join(", ")}]`;
  return `(resource is ${resourceTypeName(type)} && ${isAction} && ${selectorExpression(world, subject, permission)})`;
}

function targetExpression(world: World, target: Target): string {
  switch (target.match) {
    case "any":
      return "true";
    case "id":
      return `principal == ${subjectTypeName(target.subject)}::${quoted(target.id)}`;
    case "tag":
      return hasTag(world, target.subject, target);
    case "tag_match":
      return hasKey(world, target.subject, target.key);
    case "group":
      return inGroup(target.id);
    case "role":
      return target.subject === "analysis" ? "false" : holdsRole(world, target.id);
  }
}

function selectorExpression(world: World, subject: SubjectType, { resource }: Permission): string {
  if (resource.match === "any") return "true";
  if (resource.match === "id") return `resource == ${resourceTypeName(resource.type)}::${quoted(resource.id)}`;
  if (resource.match === "tag") return `resource.tags.contains(${quoted(pairOf(resource))})`;

  const values = new Set(world.resources.flatMap((each) => each.tags.filter((tag) => tag.key === resource.key).map((tag) => tag.value)));
  for (const { tags } of world.subjects) for (const tag of tags) if (tag.key === resource.key) values.add(tag.value);
  const shared = [...values].map((value) => ({ key: resource.key, value }));
  return anyOf(shared.map((tag) => `(resource.tags.contains(${quoted(pairOf(tag))}) && ${hasTag(world, subject, tag)})`));
}

function hasTag({ groups }: World, subject: SubjectType, tag: Tag): string {
  const giving = groups.filter((group) => group.tags.some((each) => pairOf(each) === pairOf(tag)));
  return carriesOrInherits(`principal.tags.contains(${quoted(pairOf(tag))})`, subject, giving);
}

function hasKey({ groups }: World, subject: SubjectType, key: string): string {
  const giving = groups.filter((group) => group.tags.some((each) => each.key === key));
  return carriesOrInherits(`principal.keys.contains(${quoted(key)})`, subject, giving);
}

function carriesOrInherits(carries: string, subject: SubjectType, giving: readonly EngineGroup[]): string {
  return anyOf([carries, ...(subject === "run_user" ? giving.map((group) => inGroup(group.id)) : [])]);
}

function inGroup(id: string): string {
  return `principal in Group::${quoted(id)}`;
}

/** Given to the principal, to a group it is in, or through a role that includes this one; the role itself being in force. */
function holdsRole(world: World, id: string): string {
  const role = world.roles.find((each) => each.id === id);
  if (role === undefined) return "false";

  const own = holdingsIn(world.subjects.map((subject) => subject.roles ?? []))
    .filter((holding) => holding.roleId === id)
    .map((holding) => `(principal.holdings.contains(${quoted(nameOf(holding))}) && ${conditionExpression(holding.conditions)})`);
  const throughGroups = world.groups.flatMap((group) =>
    group.roles
      .filter((holding) => holding.roleId === id)
      .map((holding) => `(${inGroup(group.id)} && ${conditionExpression(holding.conditions)})`),
  );
  const throughRoles = world.roles.filter((each) => each.includes.includes(id)).map((each) => holdsRole(world, each.id));
  return `(${conditionExpression(role.conditions)} && ${anyOf([...own, ...throughGroups, ...throughRoles])})`;
}

function holdingsIn(lists: readonly (readonly RoleHolding[])[]): RoleHolding[] {
  return [...new Map(lists.flat().map((holding) => [nameOf(holding), holding])).values()];
}

/** The same role under the same conditions is one thing to hold. */
function nameOf({ roleId, conditions }: RoleHolding): string {
  return `${roleId} ${JSON.stringify(conditions)}`;
}

/** Hours in these worlds are the same on all days, in UTC. */
function conditionExpression({ from, until, hours, addresses, trustedDevice, secondFactor }: Conditions = {}): string {
  const needed = [
    ...(from === undefined ? [] : [`context.at >= datetime(${quoted(from)})`]),
    ...(until === undefined ? [] : [`context.at < datetime(${quoted(until)})`]),
    ...(hours === undefined
      ? []
      : [anyOf(hours.windows.map((window) => `(${timeOfDay(">=", window.from)} && ${timeOfDay("<", window.to)})`))]),
    ...(addresses === undefined
      ? []
      : [`(context has address && ${anyOf(addresses.map((each) => `context.address.isInRange(ip(${quoted(each)}))`))})`]),
    ...(trustedDevice === true ? ["context.isDeviceTrusted"] : []),
    ...(secondFactor === true ? ["context.hasSecondFactor"] : []),
  ];
  return `(${["true", ...needed].join(" && ")})`;
}

function timeOfDay(operator: string, time: string): string {
  const [hours = "0", minutes = "0"] = time.split(":");
  return `context.at.toTime() ${operator} duration("${Number(hours)}h${Number(minutes)}m")`;
}

function contextOf({ now, address, isDeviceTrusted, hasSecondFactor }: Circumstances): StatefulAuthorizationCall["context"] {
  const at = { __extn: { fn: "datetime", arg: new Date(now).toISOString() } };
  const known = { at, isDeviceTrusted, hasSecondFactor };
  return address === null ? known : { ...known, address: { __extn: { fn: "ip", arg: address } } };
}

/** Others have no groups; told without need they would take longer than the decision. */
function groupsOf({ groups }: World, { type }: Subject): EntityJson[] {
  return type === "run_user" ? groups.map(groupEntity) : [];
}

function groupEntity({ id, parentId }: EngineGroup): EntityJson {
  return { uid: { type: "Group", id }, attrs: {}, parents: parentId === null ? [] : [{ type: "Group", id: parentId }] };
}

function subjectEntity({ groups }: World, { type, id, tags, groups: joined = [], roles = [] }: Subject): EntityJson {
  const pairs = tags.map(pairOf);
  const isIn = ({ id: groupId, rule }: EngineGroup) => {
    if (joined.includes(groupId)) return true;
    const wanted = rule?.tags.map(pairOf) ?? [];
    const carried = wanted.filter((pair) => pairs.includes(pair));
    return wanted.length > 0 && (rule?.match === "all" ? carried.length === wanted.length : carried.length > 0);
  };
  return {
    uid: { type: subjectTypeName(type), id },
    attrs: { tags: pairs, keys: tags.map((tag) => tag.key), holdings: roles.map(nameOf) },
    parents: type === "run_user" ? groups.filter(isIn).map((group) => ({ type: "Group", id: group.id })) : [],
  };
}

function resourceEntity(resource: Resource): EntityJson {
  return { uid: resourceUid(resource), attrs: { tags: resource.tags.map(pairOf) }, parents: [] };
}

/** What does not exist yet has an id that no rule can name. */
function resourceUid({ type, id }: Resource) {
  return { type: resourceTypeName(type), id: id ?? "" };
}

function subjectTypeName(type: SubjectType): string {
  return `Subject_${type}`;
}

function resourceTypeName(type: string): string {
  return `Resource_${type}`;
}

function pairOf({ key, value }: Tag): string {
  return `${key}=${value}`;
}

/** The escapes of JSON that these worlds need are Cedar's too. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function anyOf(expressions: readonly string[]): string {
  return `(${[...new Set(["false", ...expressions])].join(" || ")})`;
}
