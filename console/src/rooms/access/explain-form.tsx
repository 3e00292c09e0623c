import { Grid, Paper, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ResourceType, SubjectType } from "@latchkey/contract";
import type { ExplainSearch } from "./access-search.ts";
import { offeredActions, offeredResourceTypes } from "./offered-actions.ts";
import { labelOfAction, resourceKeys, subjectKeys } from "./policy-words.ts";
import { ThingPicker } from "../resources/index.ts";

interface ExplainFormProps {
  asked: ExplainSearch;
  onChange: (change: ExplainSearch) => void;
}

/** Who, action, what. */
export function ExplainForm({ asked, onChange }: ExplainFormProps) {
  const { t } = useTranslation();
  const subjectType = asked.subjectType ?? "run_user";
  const resourceType = asked.resourceType ?? "dashboard";
  const resourceTypes = [...new Set([...offeredResourceTypes([subjectType]), resourceType])];

  return (
    <Paper withBorder p="md">
      <Grid gap="sm" align="flex-start">
        <Grid.Col span={{ base: 12, xs: 5, sm: 3, lg: 2 }}>
          <Select
            label={t("access.explain.whoKind")}
            value={subjectType}
            onChange={(type) => type !== null && onChange(withSubjectType(asked, type))}
            data={(["run_user", "analysis"] as const).map((type) => ({ value: type, label: t(subjectKeys[type].name) }))}
            allowDeselect={false}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, xs: 7, sm: 5, lg: 3 }}>
          <ThingPicker
            type={subjectType}
            label={t("access.explain.who")}
            value={asked.subjectId ?? ""}
            onChange={(subjectId) => onChange({ subjectId })}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 4, lg: 2 }}>
          <Select
            label={t("access.explain.action")}
            value={asked.action ?? null}
            onChange={(action) => action !== null && onChange({ action })}
            data={askableActions(resourceType, subjectType, asked.action).map((action) => ({
              value: action,
              label: labelOfAction(t, action),
            }))}
            allowDeselect={false}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, xs: 5, sm: 3, lg: 2 }}>
          <Select
            label={t("access.explain.whatKind")}
            value={resourceType}
            onChange={(type) => type !== null && onChange(withResourceType(asked, subjectType, type))}
            data={resourceTypes.map((type) => ({ value: type, label: t(resourceKeys[type].name) }))}
            allowDeselect={false}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, xs: 7, sm: 9, lg: 3 }}>
          <ThingPicker
            type={resourceType}
            label={t("access.explain.what")}
            value={asked.resourceId ?? ""}
            onChange={(resourceId) => onChange({ resourceId })}
          />
        </Grid.Col>
      </Grid>
    </Paper>
  );
}

/** `create` is judged on tags that do not exist yet, so it cannot be asked about a thing. */
function askableActions(resource: ResourceType, subject: SubjectType, chosen?: string): string[] {
  const actions = offeredActions(resource, [subject]).filter((action) => action !== "create");

  return chosen === undefined ? actions : [...new Set([...actions, chosen])];
}

function withSubjectType(asked: ExplainSearch, subjectType: SubjectType): ExplainSearch {
  const types = offeredResourceTypes([subjectType]);
  const resourceType = asked.resourceType !== undefined && types.includes(asked.resourceType) ? asked.resourceType : types[0];
  const isSameResource = resourceType === asked.resourceType;
  const actions = resourceType === undefined ? [] : askableActions(resourceType, subjectType);

  return {
    subjectType,
    subjectId: undefined,
    resourceType,
    resourceId: isSameResource ? asked.resourceId : undefined,
    action: actions.find((action) => action === asked.action) ?? actions[0],
  };
}

function withResourceType(asked: ExplainSearch, subjectType: SubjectType, resourceType: ResourceType): ExplainSearch {
  const actions = askableActions(resourceType, subjectType);

  return { resourceType, resourceId: undefined, action: actions.find((action) => action === asked.action) ?? actions[0] };
}
