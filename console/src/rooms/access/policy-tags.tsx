import { useTranslation } from "react-i18next";
import { TagEditor } from "@latchkey/ui";
import { tagRowErrors } from "../resources/index.ts";
import type { PolicyFormState } from "./use-policy-form.ts";

/** Tags of the policy itself, by which people sort policies. */
export function PolicyTags({ state }: { state: PolicyFormState }) {
  const { t } = useTranslation();
  const problems = Object.entries(state.errors).map(([path, message]) => ({ path, message }));

  return (
    <TagEditor
      label={t("access.editor.policyTags")}
      description={t("access.editor.policyTagsHelp")}
      pairs={state.form.tags}
      onChange={(tags) => state.change({ tags })}
      errors={tagRowErrors(state.form.tags, problems)}
    />
  );
}
