import { Group, Text } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { PolicyBody } from "@latchkey/contract";
import { LoadingState } from "@latchkey/ui";
import { LinkButton, Page, sayDone, useProfileId } from "../../shell/index.ts";
import { PageFailure } from "../resources/index.ts";
import { PolicyEditor } from "./policy-editor.tsx";
import { toPolicyBody, toPolicyForm } from "./policy-form.ts";
import { PolicyTrail } from "./policy-trail.tsx";
import { startPolicy, templateNames } from "./policy-templates.ts";
import { usePolicy } from "./use-policies.ts";

const nameLengthMax = 100;

export function NewPolicyPage() {
  const { copyOf } = useSearch({ from: "/signed-in/profiles/$profileId/policies/new" });

  return copyOf === undefined ? <StartedPolicy /> : <CopiedPolicy policyId={copyOf} />;
}

function CopiedPolicy({ policyId }: { policyId: string }) {
  const { t } = useTranslation();
  const policy = usePolicy(policyId);
  if (policy.isError) return <PageFailure error={policy.error} onRetry={() => void policy.refetch()} />;
  if (policy.data === undefined) return <LoadingState kind="form" />;

  const name = t("policies.copyName", { name: policy.data.name }).slice(0, nameLengthMax);

  return <NewPolicy start={{ ...toPolicyBody(toPolicyForm(policy.data)), name, status: "draft" }} />;
}

function StartedPolicy() {
  const { t } = useTranslation();
  const wish = useSearch({ from: "/signed-in/profiles/$profileId/policies/new" });

  return <NewPolicy key={wish.template ?? ""} start={startPolicy(t, wish)} hasTemplates={wish.subjectId === undefined} />;
}

interface NewPolicyProps {
  start: PolicyBody;
  /** Other starting points are offered. */
  hasTemplates?: boolean;
}

function NewPolicy({ start, hasTemplates = false }: NewPolicyProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();

  return (
    <Page title={t("access.editor.newTitle")} trail={<PolicyTrail />}>
      <PolicyEditor
        start={start}
        onSaved={(policy) => {
          sayDone(t("access.editor.created"));
          void navigate({ to: "/profiles/$profileId/policies/$policyId", params: { profileId, policyId: policy.id } });
        }}
      >
        {hasTemplates ? <TemplateLinks /> : null}
      </PolicyEditor>
    </Page>
  );
}

/** Another start, for whoever does not want to begin with nothing. */
function TemplateLinks() {
  const { t } = useTranslation();
  const profileId = useProfileId();

  return (
    <Group gap="xs" role="group" aria-label={t("policies.list.templates")}>
      <Text size="sm" c="dimmed">
        {t("policies.list.startFrom")}
      </Text>
      {templateNames.map((template) => (
        <LinkButton
          key={template}
          size="compact-sm"
          variant="default"
          to="/profiles/$profileId/policies/new"
          params={{ profileId }}
          search={{ template }}
          replace
        >
          {t(`access.template.${template}.title`)}
        </LinkButton>
      ))}
    </Group>
  );
}
