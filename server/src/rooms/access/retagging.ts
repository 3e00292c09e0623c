import type { SubjectType } from "@latchkey/contract";
import { specialiseFor } from "@latchkey/engine";
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
    const held = grantsIn(world, subject);
    return asked.every(({ type, id, action }) => {
      const isHeld = held.decide(action, { type, id, tags: fromStoredTags(tags.before) }) === "allow";
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

function isGainedByNobody({ set, circumstances }: World, { type, id, action, tags }: RetaggedAction): boolean {
  const whoCan = (stored: readonly string[]) =>
    specialiseFor(set, { action, resource: { type, id, tags: fromStoredTags(stored) }, circumstances });
  const [before, after] = [whoCan(tags.before), whoCan(tags.after)];
  return governedTypes.every((governed) => isSubjectFilterCovered(after[governed], before[governed]));
}

const widgetActions = ["access", "send_data"];
const governedTypes: readonly SubjectType[] = ["run_user", "analysis", "administrator"];
