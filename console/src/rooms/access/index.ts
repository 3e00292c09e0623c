/** What other rooms use of Access Management. */
export { ConditionsEditor } from "./conditions-editor.tsx";
export { describeConditions } from "./describe-conditions.ts";
export { describePermission } from "./describe-policy.ts";
export type { Describing } from "./describe-policy.ts";
export { offeredActions, offeredResourceTypes } from "./offered-actions.ts";
export { PermissionsEditor } from "./permissions-editor.tsx";
export { labelOfAction, labelOfType, subjectKeys } from "./policy-words.ts";
export { useCatalogue } from "./use-catalogue.ts";
export { useDescribing } from "./use-describing.ts";
export { ExplainAnswer } from "./explain-answer.tsx";
export { ExplainCircumstances } from "./explain-circumstances.tsx";
export { ExplainTabs } from "./explain-tabs.tsx";
export { ImpactPanel, ImpactSection } from "./impact-panel.tsx";
export { policyQuery, usePoliciesById } from "./use-policies.ts";
export { explainSearch } from "./explain-search.ts";
export { MomentInput } from "./moment-input.tsx";
export { ruleName } from "./explain-words.ts";
export { useExplanation } from "./use-explain.ts";
