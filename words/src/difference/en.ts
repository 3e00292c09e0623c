import type { DifferenceWords } from "./difference-words.ts";

/** Actions go by their names, as in the editor. */
export const en: DifferenceWords = {
  gains: "{who} gain {rights} to {what}",
  losses: "{who} lose {rights} to {what}",
  subjects: { run_user: "people", analysis: "analyses", administrator: "limited administrators" },
  all: "all {who}",
  resources: {
    dashboard: "dashboards",
    widget: "widgets",
    device: "devices",
    report: "reports",
    analysis: "analyses",
    run_user: "users",
    access_management: "policies, groups and roles",
    profile: "the profile",
    audit_log: "the audit log",
    billing: "billing",
    analytics: "analytics",
    own_settings: "their own settings",
  },
  otherResources: "{type} resources",
  named: '"{name}"',
  actions: {},
  tagged: "tagged {tag}",
  anyValue: "with any {key}",
  inGroup: 'in the group "{name}"',
  withRole: 'with the role "{name}"',
  sameValue: "with the same {key}",
  and: "and",
  whileConditions: ", while conditions hold",
  except: ", except where {rules} deny it",
};
