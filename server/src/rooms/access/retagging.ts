import type { Permission, SubjectType, Tag } from "@latchkey/contract";
import { specialiseFor, type PolicySet } from "@latchkey/engine";
import { fromStoredTags } from "../../database/tags.ts";
import type { TagChange } from "../../http/access.ts";
import { conditionsOf, grantsIn, type Holder } from "./held-rights.ts";
import { isSubjectFilterCovered } from "./subject-filters.rules.ts";
import { worldsOf, type World } from "./worlds.ts";

export interface Retagging {
  resource: { type: string; id: string };
  tags: TagChange;
}

/** Whether nobody can do anything to a resource with new tags that they could not before, but for what the caller can do to it now. */
export function isNothingGainedOn({ set, subject, now }: Holder, { resource, tags }: Retagging): boolean {
  const own = Object.keys(set.catalogue[resource.type] ?? {}).map((action) => ({ ...resource, action }));
  // A widget carries its dashboard's tags.
  const widgets = resource.type === "dashboard" ? widgetActions.map((action) => ({ type: "widget", id: null, action })) : [];
  const asked = [...own, ...widgets].filter(({ action }) => action !== "create");

  return worldsOf(set, { now, others: conditionsOf(subject) }).every((world) => {
    const [surely, possibly] = [grantsIn(world.sure, subject), grantsIn(world.possible, subject)];
    return asked.every(({ type, id, action }) => {
      const resource = { type, id, tags: fromStoredTags(tags.before) };
      const isHeld = surely.decide(action, resource) === "allow" && possibly.verdict(action, resource) !== "deny";
      return isHeld || isGainedByNobody(world, { type, id, action, tags });
    });
  });
}

interface RetaggedAction {
  type: string;
  id: string | null;
  action: string;
  tags: TagChange;
}

function isGainedByNobody({ sure, possible }: World, retagged: RetaggedAction): boolean {
  const { type, id, action, tags } = retagged;
  if (sure !== possible) return isUntouched(possible.set, retagged);

  const { set, circumstances } = sure;
  const whoCan = (stored: readonly string[]) =>
    specialiseFor(set, { action, resource: { type, id, tags: fromStoredTags(stored) }, circumstances });
  const [before, after] = [whoCan(tags.before), whoCan(tags.after)];
  return governedTypes.every((governed) => isSubjectFilterCovered(after[governed], before[governed]));
}

/** Whether no rule allows an action because of a tag that is new, and none denies it because of one that is gone. */
function isUntouched(set: PolicySet, { type, action, tags: { before, after } }: RetaggedAction): boolean {
  const [added, gone] = [after.filter((tag) => !before.includes(tag)), before.filter((tag) => !after.includes(tag))].map(fromStoredTags);
  const isTouched = ({ effect, actions, resource }: Permission) =>
    resource.type === type && actions.includes(action) && (effect === "allow" ? added : gone)?.some((tag) => isNamed(resource, tag));
  return [...set.ruleSources()].every(({ permissions }) => !permissions.some(isTouched));
}

function isNamed(resource: Permission["resource"], { key, value }: Tag): boolean {
  return (
    (resource.match === "tag" && resource.key === key && resource.value === value) ||
    (resource.match === "tag_match" && resource.key === key)
  );
}

const widgetActions = ["access", "send_data"];
const governedTypes: readonly SubjectType[] = ["run_user", "analysis", "administrator"];
