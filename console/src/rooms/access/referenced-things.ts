import type { PolicyBody } from "@latchkey/contract";
import type { ThingRef } from "../resources/index.ts";

/** Everything that a policy names by id. */
export function referencedThings({ targets, permissions }: Pick<PolicyBody, "targets" | "permissions">): ThingRef[] {
  const refs: ThingRef[] = [];

  for (const target of targets) {
    if (target.match === "id") refs.push({ type: target.subject, id: target.id });
    if (target.match === "role" || target.match === "group") refs.push({ type: target.match, id: target.id });
  }
  for (const { resource } of permissions) if (resource.match === "id") refs.push({ type: resource.type, id: resource.id });

  return refs;
}
