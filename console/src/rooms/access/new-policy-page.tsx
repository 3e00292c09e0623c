import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Page, sayDone, useProfileId } from "../../shell/index.ts";
import { PolicyEditor } from "./policy-editor.tsx";
import { PolicyTrail } from "./policy-trail.tsx";
import { startPolicy } from "./policy-templates.ts";

export function NewPolicyPage() {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const wish = useSearch({ from: "/signed-in/profiles/$profileId/policies/new" });
  const navigate = useNavigate();
  const [start] = useState(() => startPolicy(t, wish));

  return (
    <Page title={t("access.editor.newTitle")} trail={<PolicyTrail />}>
      <PolicyEditor
        start={start}
        onSaved={(policy) => {
          sayDone(t("access.editor.created"));
          void navigate({ to: "/profiles/$profileId/policies/$policyId", params: { profileId, policyId: policy.id } });
        }}
      />
    </Page>
  );
}
