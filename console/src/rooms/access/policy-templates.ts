import { z } from "zod";
import type { PolicyBody } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";

export const templateNames = ["supervisors", "region", "script"] as const;
export const templateName = z.enum(templateNames);
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

/** A filled-in start for the editor; without a template, one empty target and one empty permission. */
export function startPolicy(t: Translate, name: TemplateName | undefined): PolicyBody {
  if (name === undefined) {
    return {
      name: "",
      description: "",
      status: "active",
      tags: [],
      targets: [{ subject: "run_user", match: "tag", key: "", value: "" }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag", key: "", value: "" } }],
    };
  }

  return { name: t(`access.template.${name}.name`), description: "", status: "active", tags: [], ...rules[name] };
}
