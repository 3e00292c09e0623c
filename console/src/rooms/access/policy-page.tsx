import { Alert, Button, Tabs, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconCopy, IconLock, IconTrash } from "@tabler/icons-react";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Policy } from "@latchkey/contract";
import { LoadingState, Time } from "@latchkey/ui";
import { HandOver, LinkButton, Page, sayDone, useMay, useProfileId } from "../../shell/index.ts";
import { ActivityList } from "../audit/index.ts";
import { PageFailure } from "../resources/index.ts";
import { policyViews } from "./access-search.ts";
import type { PolicyView } from "./access-search.ts";
import { DeletePolicyDialog } from "./delete-policy-dialog.tsx";
import { MonitorTab } from "./monitor-tab.tsx";
import { PendingRevert } from "./pending-revert.tsx";
import { PolicyEditor } from "./policy-editor.tsx";
import { toPolicyBody, toPolicyForm } from "./policy-form.ts";
import { PolicyStatusBadge } from "./policy-status-badge.tsx";
import { PolicyTrail } from "./policy-trail.tsx";
import { TestsTab } from "./tests-tab.tsx";
import { useHandOverPolicy, usePolicy } from "./use-policies.ts";
import { UsesTab } from "./uses-tab.tsx";
import { VersionsTab } from "./versions-tab.tsx";

export function PolicyPage() {
  const { policyId } = useParams({ from: "/signed-in/profiles/$profileId/policies/$policyId" });
  const policy = usePolicy(policyId);

  if (policy.data !== undefined) return <StoredPolicy key={policyId} policy={policy.data} />;
  if (policy.isError) return <PageFailure error={policy.error} onRetry={() => void policy.refetch()} />;

  return <LoadingState kind="form" />;
}

function StoredPolicy({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  const { view = "policy" } = useSearch({ from: "/signed-in/profiles/$profileId/policies/$policyId" });
  const navigate = useNavigate({ from: "/profiles/$profileId/policies/$policyId" });
  const handOver = useHandOverPolicy(policy);
  const views = policyViews.filter((each) => each !== "monitor" || policy.status === "monitor" || view === "monitor");

  return (
    <Page
      title={policy.name}
      trail={<PolicyTrail />}
      badges={<PolicyStatusBadge status={policy.status} />}
      description={
        <Text span size="sm">
          {t("access.editor.version", { version: policy.version })} <Time value={policy.updatedAt} />{" "}
          {t("access.editor.savedBy", { name: policy.updatedBy })}
        </Text>
      }
      actions={<PolicyActions policy={policy} />}
    >
      <PendingRevert policy={policy} />
      {policy.managedBy === null ? null : (
        <Alert color="blue" icon={<IconLock aria-hidden />} mb="md" title={t("policies.file.title", { file: policy.managedBy })}>
          {t("policies.file.text")}
          <div>
            <HandOver name={policy.name} mutation={handOver} />
          </div>
        </Alert>
      )}
      <Tabs
        value={view}
        onChange={(value) => {
          const next = views.find((each) => each === value);
          void navigate({ search: next === undefined || next === "policy" ? {} : { view: next }, replace: true });
        }}
      >
        <Tabs.List mb="md" aria-label={t("policies.tabs.label")}>
          {views.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`policies.tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="policy">
          <PolicyEditor
            key={String(policy.managedBy)}
            stored={policy}
            start={toPolicyBody(toPolicyForm(policy))}
            onSaved={() => sayDone(t("access.editor.saved"))}
          />
        </Tabs.Panel>
        {views.map((each) =>
          each === "policy" ? null : (
            <Tabs.Panel key={each} value={each}>
              {view === each ? <OtherTab view={each} policy={policy} /> : null}
            </Tabs.Panel>
          ),
        )}
      </Tabs>
    </Page>
  );
}

function OtherTab({ view, policy }: { view: Exclude<PolicyView, "policy">; policy: Policy }) {
  const { t } = useTranslation();
  if (view === "versions") return <VersionsTab policy={policy} />;
  if (view === "tests") return <TestsTab policy={policy} />;
  if (view === "uses") return <UsesTab policy={policy} />;
  if (view === "monitor") return <MonitorTab policy={policy} />;

  return <ActivityList caption={t("policies.tabs.activity")} objectId={policy.id} />;
}

function PolicyActions({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const may = useMay();
  const [isDeleting, deletion] = useDisclosure(false);

  return (
    <>
      {may("access_management", "create") ? (
        <LinkButton
          variant="default"
          leftSection={<IconCopy size={16} aria-hidden />}
          to="/profiles/$profileId/policies/new"
          params={{ profileId }}
          search={{ copyOf: policy.id }}
        >
          {t("policies.copy")}
        </LinkButton>
      ) : null}
      {policy.managedBy === null && may("access_management", "delete") ? (
        <Button variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={deletion.open}>
          {t("common.delete")}
        </Button>
      ) : null}
      {isDeleting ? <DeletePolicyDialog policy={policy} onClose={deletion.close} /> : null}
    </>
  );
}
