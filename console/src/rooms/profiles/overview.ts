import type { apiRoutes, Profile, RouteAnswer } from "@latchkey/contract";
import type { WordKey } from "@latchkey/words";

export type Overview = RouteAnswer<typeof apiRoutes.profiles.getOverview>;

export type ChecklistPath = "users" | "settings" | "devices" | "dashboards" | "policies";

export interface ChecklistStep {
  title: WordKey;
  text: WordKey;
  to: ChecklistPath;
  isDone: boolean;
  /** Does not keep the checklist open: many profiles never need it. */
  isOptional: boolean;
}

/** What a new profile still lacks, in the order in which people need it. */
export function checklistSteps(profile: Profile, overview: Overview): ChecklistStep[] {
  const userCount = Object.values(overview.users).reduce((sum, count) => sum + count, 0) - (overview.hasAnonymousUser ? 1 : 0);
  const hasSignup = profile.signup.isEnabled || profile.signup.fields.length > 0;

  return [
    { title: "shell.checklistSignup", text: "shell.checklistSignupText", to: "settings", isDone: hasSignup, isOptional: true },
    { title: "shell.checklistUser", text: "shell.checklistUserText", to: "users", isDone: userCount > 0, isOptional: false },
    { title: "shell.checklistDevice", text: "shell.checklistDeviceText", to: "devices", isDone: overview.devices > 0, isOptional: false },
    {
      title: "shell.checklistDashboard",
      text: "shell.checklistDashboardText",
      to: "dashboards",
      isDone: overview.dashboards > 0,
      isOptional: false,
    },
    { title: "shell.checklistPolicy", text: "shell.checklistPolicyText", to: "policies", isDone: overview.policies > 0, isOptional: false },
    {
      title: "shell.checklistAnonymous",
      text: "shell.checklistAnonymousText",
      to: "users",
      isDone: overview.hasAnonymousUser,
      isOptional: true,
    },
  ];
}
