import { Button, Tabs, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconTrash } from "@tabler/icons-react";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Policy } from "@latchkey/contract";
import { LoadingState, StatusBadge, Time } from "@latchkey/ui";
import { Page, sayDone } from "../../shell/index.ts";
import { ActivityList } from "../audit/index.ts";
import { DeletePolicyDialog } from "./delete-policy-dialog.tsx";
import { PageFailure } from "../resources/index.ts";
import { PolicyEditor } from "./policy-editor.tsx";
import { toPolicyBody, toPolicyForm } from "./policy-form.ts";
import { PolicyTrail } from "./policy-trail.tsx";
import { usePolicy } from "./use-policies.ts";

export function PolicyPage() {
  const { policyId } = useParams({ from: "/signed-in/profiles/$profileId/policies/$policyId" });
  const policy = usePolicy(policyId);

  if (policy.data !== undefined) return <StoredPolicy key={policyId} policy={policy.data} />;
  if (policy.isError) return <PageFailure error={policy.error} onRetry={() => void policy.refetch()} />;

  return <LoadingState kind="form" />;
}

function StoredPolicy({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  const { view } = useSearch({ from: "/signed-in/profiles/$profileId/policies/$policyId" });
  const navigate = useNavigate({ from: "/profiles/$profileId/policies/$policyId" });
  const [isDeleting, deletion] = useDisclosure(false);

  return (
    <Page
      title={policy.name}
      trail={<PolicyTrail />}
      badges={<StatusBadge tone={policy.status === "active" ? "positive" : "neutral"} label={t(`access.status.${policy.status}`)} />}
      description={
        <Text span size="sm">
          {t("access.editor.version", { version: policy.version })} <Time value={policy.updatedAt} />{" "}
          {t("access.editor.savedBy", { name: policy.updatedBy })}
        </Text>
      }
      actions={
        <Button variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={deletion.open}>
          {t("common.delete")}
        </Button>
      }
    >
      <Tabs
        value={view ?? "policy"}
        onChange={(value) => void navigate({ search: value === "activity" ? { view: "activity" } : {}, replace: true })}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="policy">{t("access.editor.tabRules")}</Tabs.Tab>
          <Tabs.Tab value="activity">{t("access.editor.tabActivity")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="policy">
          <PolicyEditor stored={policy} start={toPolicyBody(toPolicyForm(policy))} onSaved={() => sayDone(t("access.editor.saved"))} />
        </Tabs.Panel>
        <Tabs.Panel value="activity">
          {view === "activity" ? <ActivityList caption={t("access.editor.tabActivity")} objectId={policy.id} /> : null}
        </Tabs.Panel>
      </Tabs>
      <DeletePolicyDialog policy={policy} isOpen={isDeleting} onClose={deletion.close} />
    </Page>
  );
}
