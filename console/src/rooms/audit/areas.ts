/** Groups of actions by the noun they begin with, as the filter offers them. */
export const areas = [
  { prefix: "user.", word: "audit.areaUsers", isDeployment: false },
  { prefix: "policy.", word: "audit.areaPolicies", isDeployment: false },
  { prefix: "dashboard.", word: "audit.areaDashboards", isDeployment: false },
  { prefix: "device.", word: "audit.areaDevices", isDeployment: false },
  { prefix: "analysis.", word: "audit.areaAnalyses", isDeployment: false },
  { prefix: "share.", word: "audit.areaShares", isDeployment: false },
  { prefix: "profile.", word: "audit.areaProfile", isDeployment: "both" },
  { prefix: "token.", word: "audit.areaTokens", isDeployment: false },
  { prefix: "session.", word: "audit.areaSessions", isDeployment: "both" },
  { prefix: "administrator.", word: "audit.areaAdministrators", isDeployment: true },
] as const;
