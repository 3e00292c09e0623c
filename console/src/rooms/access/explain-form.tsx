import { Box, Grid, Paper, Select, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { subjectType as subjectTypes } from "@latchkey/contract";
import type { Catalogue, SubjectType } from "@latchkey/contract";
import { ExplainCircumstances } from "./explain-circumstances.tsx";
import type { ExplainSearch } from "./explain-search.ts";
import { MomentInput } from "./moment-input.tsx";
import { offeredActions, offeredResourceTypes } from "./offered-actions.ts";
import { labelOfAction, labelOfType, subjectKeys } from "./policy-words.ts";
import { useCatalogue } from "./use-catalogue.ts";
import { ThingPicker } from "../resources/index.ts";

interface ExplainFormProps {
  asked: ExplainSearch;
  onChange: (change: ExplainSearch) => void;
}

/** Who, action, what. */
export function ExplainForm({ asked, onChange }: ExplainFormProps) {
  const { t } = useTranslation();
  const catalogue = useCatalogue();
  const subjectType = asked.subjectType ?? "run_user";
  const resourceType = asked.resourceType ?? "dashboard";
  const resourceTypes = [...new Set([...offeredResourceTypes(catalogue, [subjectType]), resourceType])];

  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Grid gap="sm" align="flex-start">
          <Grid.Col span={{ base: 12, xs: 5, sm: 3, lg: 2 }}>
            <Select
              label={t("access.explain.whoKind")}
              value={subjectType}
              onChange={(type) => type !== null && onChange(withSubjectType({ asked, catalogue }, type))}
              data={subjectTypes.options.map((type) => ({ value: type, label: t(subjectKeys[type].name) }))}
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
              data={askableActions(catalogue, { resource: resourceType, subject: subjectType, chosen: asked.action }).map((action) => ({
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
              onChange={(type) => type !== null && onChange(withResourceType({ asked, catalogue }, subjectType, type))}
              data={resourceTypes.map((type) => ({ value: type, label: labelOfType(t, type) }))}
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
        <ExplainCircumstances value={asked} onChange={onChange} />
        <Box maw={420}>
          <MomentInput
            label={t("explaining.asOf")}
            description={t("explaining.asOfHelp")}
            value={asked.asOf}
            onChange={(asOf) => onChange({ asOf })}
          />
        </Box>
      </Stack>
    </Paper>
  );
}

interface Askable {
  resource: string;
  subject: SubjectType;
  chosen?: string | undefined;
}

/** `create` is judged on tags that do not exist yet, so it cannot be asked about a thing. */
function askableActions(catalogue: Catalogue, { resource, subject, chosen }: Askable): string[] {
  const actions = offeredActions(catalogue, resource, [subject]).filter((action) => action !== "create");

  return chosen === undefined ? actions : [...new Set([...actions, chosen])];
}

interface Asking {
  asked: ExplainSearch;
  catalogue: Catalogue;
}

function withSubjectType({ asked, catalogue }: Asking, subjectType: SubjectType): ExplainSearch {
  const types = offeredResourceTypes(catalogue, [subjectType]);
  const resourceType = asked.resourceType !== undefined && types.includes(asked.resourceType) ? asked.resourceType : types[0];
  const isSameResource = resourceType === asked.resourceType;
  const actions = resourceType === undefined ? [] : askableActions(catalogue, { resource: resourceType, subject: subjectType });

  return {
    subjectType,
    subjectId: undefined,
    resourceType,
    resourceId: isSameResource ? asked.resourceId : undefined,
    action: actions.find((action) => action === asked.action) ?? actions[0],
  };
}

function withResourceType({ asked, catalogue }: Asking, subjectType: SubjectType, resourceType: string): ExplainSearch {
  const actions = askableActions(catalogue, { resource: resourceType, subject: subjectType });

  return { resourceType, resourceId: undefined, action: actions.find((action) => action === asked.action) ?? actions[0] };
}
