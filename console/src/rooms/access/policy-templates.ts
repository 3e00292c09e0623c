import type { Permission, PolicyBody, SubjectType, Target } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";

export const templateNames = ["supervisors", "region", "script"] as const;
export type TemplateName = (typeof templateNames)[number];

type Rules = Pick<PolicyBody, "targets" | "permissions">;

const rules: Record<TemplateName, Rules> = {
  supervisors: {
    targets: [{ subject: "run_user", match: "tag", key: "level", value: "supervisor" }],
    permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "id", id: "" } }],
  },
  region: {
    targets: [{ subject: "run_user", match: "tag_match", key: "region" }],
    permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag_match", key: "region" } }],
  },
  script: {
    targets: [{ subject: "analysis", match: "tag", key: "script", value: "device_upload" }],
    permissions: [{ effect: "allow", actions: ["create"], resource: { type: "device", match: "any" } }],
  },
};

/** Parts of a question; see `explainSearch`. */
interface Wish {
  template?: TemplateName;
  subjectType?: SubjectType;
  subjectId?: string;
  action?: string;
  resourceType?: string;
  resourceId?: string;
}

/** A start for the editor: a template, or one target and one permission with as much filled in as was asked about. */
export function startPolicy(t: Translate, wish: Wish): PolicyBody {
  const start = { name: "", description: "", status: "active" as const, conditions: {}, tags: [] };
  if (wish.template !== undefined) return { ...start, name: t(`access.template.${wish.template}.name`), ...rules[wish.template] };

  return { ...start, targets: [startTarget(wish)], permissions: [startPermission(wish)] };
}

function startTarget({ subjectType: subject = "run_user", subjectId }: Wish): Target {
  return subjectId === undefined ? { subject, match: "tag", key: "", value: "" } : { subject, match: "id", id: subjectId };
}

function startPermission({ subjectType, action = "access", resourceType, resourceId }: Wish): Permission {
  const type = resourceType ?? (subjectType === "analysis" ? "device" : "dashboard");
  const resource =
    resourceId === undefined ? ({ type, match: "tag", key: "", value: "" } as const) : ({ type, match: "id", id: resourceId } as const);

  return { effect: "allow", actions: [action], resource };
}
