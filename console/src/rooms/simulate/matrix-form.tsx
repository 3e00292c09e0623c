import { Grid, Paper, Select, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ExplainCircumstances, labelOfAction, labelOfType, offeredActions, subjectKeys, useCatalogue } from "../access/index.ts";
import { TagFilter } from "../resources/index.ts";
import { DraftChoice } from "./draft-choice.tsx";
import type { MatrixSearch, MatrixType } from "./simulate-search.ts";

interface MatrixFormProps {
  asked: MatrixSearch;
  onChange: (change: MatrixSearch) => void;
}

const resourceTypes: readonly MatrixType[] = ["dashboard", "device", "analysis"];
const subjectTypes = ["run_user", "analysis"] as const;

export function MatrixForm({ asked, onChange }: MatrixFormProps) {
  const { t } = useTranslation();
  const catalogue = useCatalogue();
  const { subjectType = "run_user", resourceType = "dashboard", action = "access" } = asked;
  const actions = offeredActions(catalogue, resourceType, [subjectType]).filter((each) => each !== "create");

  function chooseTypes(subject: MatrixSearch["subjectType"] = "run_user", resource: MatrixType = "dashboard") {
    const offered = offeredActions(catalogue, resource, [subject]).filter((each) => each !== "create");
    const kept = offered.find((each) => each === action) ?? offered[0];
    onChange({
      subjectType: subject,
      resourceType: resource,
      action: kept,
      ...(subject === subjectType ? {} : { subjectTag: undefined }),
      ...(resource === resourceType ? {} : { resourceTag: undefined }),
    });
  }

  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        <Grid gap="sm" align="flex-end">
          <Grid.Col span={{ base: 12, xs: 6, md: 3 }}>
            <Select
              label={t("simulate.rows")}
              value={subjectType}
              onChange={(type) => type !== null && chooseTypes(type, resourceType)}
              data={subjectTypes.map((type) => ({ value: type, label: t(subjectKeys[type].name) }))}
              allowDeselect={false}
            />
          </Grid.Col>
          <Grid.Col span={{ base: 12, xs: 6, md: 3 }}>
            <TagFilter
              of={subjectType}
              value={asked.subjectTag === undefined ? [] : [asked.subjectTag]}
              onChange={(filters) => onChange({ subjectTag: filters.at(-1) })}
            />
          </Grid.Col>
          <Grid.Col span={{ base: 12, xs: 6, md: 3 }}>
            <Select
              label={t("simulate.columns")}
              value={resourceType}
              onChange={(type) => type !== null && chooseTypes(subjectType, type)}
              data={resourceTypes.map((type) => ({ value: type, label: labelOfType(t, type) }))}
              allowDeselect={false}
            />
          </Grid.Col>
          <Grid.Col span={{ base: 12, xs: 6, md: 3 }}>
            <TagFilter
              of={resourceType}
              value={asked.resourceTag === undefined ? [] : [asked.resourceTag]}
              onChange={(filters) => onChange({ resourceTag: filters.at(-1) })}
            />
          </Grid.Col>
          <Grid.Col span={{ base: 12, xs: 6, md: 3 }}>
            <Select
              label={t("access.explain.action")}
              value={action}
              onChange={(next) => next !== null && onChange({ action: next })}
              data={[...new Set([...actions, action])].map((each) => ({ value: each, label: labelOfAction(t, each) }))}
              allowDeselect={false}
            />
          </Grid.Col>
        </Grid>
        <ExplainCircumstances value={asked} onChange={onChange} />
        <DraftChoice value={asked} onChange={onChange} />
      </Stack>
    </Paper>
  );
}
