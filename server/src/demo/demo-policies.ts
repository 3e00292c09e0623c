import type { PolicyBody, Target } from "@latchkey/contract";

export type NewPolicy = Pick<PolicyBody, "name" | "description" | "targets" | "permissions"> & { status?: "draft" };

const runUser = (key: string, value: string): Target => ({ subject: "run_user", match: "tag", key, value });

/** Access to the dashboards that carry any of these tags. */
function dashboards(effect: "allow" | "deny", key: string, values: readonly string[]): PolicyBody["permissions"] {
  return values.map((value) => ({ effect, actions: ["access"], resource: { type: "dashboard", match: "tag", key, value } }));
}

/** The fourth example of Access Management; it must stand before the analysis works. */
export const deviceUploadPolicy: NewPolicy = {
  name: "Device upload may create devices",
  description: "Analyses tagged script = device_upload may create devices and nothing else: they cannot even read what they created.",
  targets: [{ subject: "analysis", match: "tag", key: "script", value: "device_upload" }],
  permissions: [{ effect: "allow", actions: ["create"], resource: { type: "device", match: "any" } }],
};

/** The other three examples first, then those that make the profile whole. */
export function dashboardPolicies(regionalSalesViewId: string): NewPolicy[] {
  return [
    {
      name: "Supervisors see the Regional Sales View",
      description: "One dashboard by its id, for whoever carries level = supervisor.",
      targets: [runUser("level", "supervisor")],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "id", id: regionalSalesViewId } }],
    },
    {
      name: "The northeast sees New York and Massachusetts",
      description: "Everything tagged state = NY or state = MA, for whoever carries region = northeast. Values match in exact case.",
      targets: [runUser("region", "northeast")],
      permissions: dashboards("allow", "state", ["NY", "MA"]),
    },
    {
      name: "Everybody sees every dashboard",
      description:
        "A draft: drafts are never evaluated. Set it to active and every run user, the anonymous one included, sees everything that nothing denies.",
      status: "draft",
      targets: [{ subject: "run_user", match: "any" }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "any" } }],
    },
    {
      name: "Contractors see nothing internal",
      description: "Deny always wins: no other policy can give a contractor a dashboard tagged confidentiality = internal.",
      targets: [runUser("employment", "contractor")],
      permissions: dashboards("deny", "confidentiality", ["internal"]),
    },
    {
      name: "What is public",
      description:
        "Dashboards tagged audience = public, for the anonymous user (and so for shared links) and for everybody who carries the key level.",
      targets: [runUser("audience", "public"), { subject: "run_user", match: "tag_match", key: "level" }],
      permissions: dashboards("allow", "audience", ["public"]),
    },
    {
      name: "Dashboards of the own organization",
      description: "Tag match: a dashboard that carries the same value of the key organization as the user.",
      targets: [{ subject: "run_user", match: "tag_match", key: "organization" }],
      permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "tag_match", key: "organization" } }],
    },
    {
      name: "The west sees the west",
      description: "Everything tagged with one of the western states, for whoever carries region = west.",
      targets: [runUser("region", "west")],
      permissions: dashboards("allow", "state", ["WA", "CA", "AK"]),
    },
  ];
}
