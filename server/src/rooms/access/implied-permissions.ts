import type { Permission } from "@latchkey/contract";

/**
 * Permissions with what they bring along. Whoever may access a dashboard may open and use its widgets and export what they
 * show, and whoever may edit a user may change the tags, unless a rule denies it; a widget carries its dashboard's tags.
 */
export function withImplied(permissions: readonly Permission[]): Permission[] {
  return [...permissions, ...permissions.flatMap(impliedBy)];
}

function impliedBy({ effect, actions, resource }: Permission): Permission[] {
  if (resource.type === "run_user" && actions.includes("edit")) return [{ effect, actions: ["edit_tags"], resource }];
  if (resource.type !== "dashboard" || !actions.includes("access")) return [];

  const exporting: Permission = { effect, actions: ["export"], resource };
  if (resource.match === "id") return [exporting];
  return [exporting, { effect, actions: ["access", "send_data"], resource: { ...resource, type: "widget" } }];
}
