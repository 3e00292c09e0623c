import { Grid, Paper, Select, Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { subjectType as subjectTypes } from "@latchkey/contract";
import {
  ExplainCircumstances,
  labelOfAction,
  labelOfType,
  offeredActions,
  offeredResourceTypes,
  subjectKeys,
  useCatalogue,
} from "../access/index.ts";
import { ThingPicker, ThingsPicker } from "../resources/index.ts";
import { DraftChoice } from "./draft-choice.tsx";
import { PairsEditor } from "./pairs-editor.tsx";
import type { SimulateSearch } from "./simulate-search.ts";

interface SimulateFormProps {
  asked: SimulateSearch;
  onChange: (change: SimulateSearch) => void;
}

const added = { base: 12, md: 6 };

export function SimulateForm({ asked, onChange }: SimulateFormProps) {
  const { t } = useTranslation();

  return (
    <Paper withBorder p="md">
      <Stack gap="lg">
        <Grid gap="xl">
          <Grid.Col span={added}>
            <SubjectPart asked={asked} onChange={onChange} />
          </Grid.Col>
          <Grid.Col span={added}>
            <ResourcePart asked={asked} onChange={onChange} />
          </Grid.Col>
        </Grid>
        <section aria-labelledby="simulate-circumstances">
          <Title order={2} size="h4" id="simulate-circumstances" mb="xs">
            {t("simulate.circumstances")}
          </Title>
          <ExplainCircumstances value={asked} onChange={onChange} />
        </section>
        <DraftChoice value={asked} onChange={onChange} />
      </Stack>
    </Paper>
  );
}

function SubjectPart({ asked, onChange }: SimulateFormProps) {
  const { t } = useTranslation();
  const { subjectType = "run_user" } = asked;

  return (
    <Stack component="section" gap="sm" aria-labelledby="simulate-who">
      <Title order={2} size="h4" id="simulate-who">
        {t("access.explain.who")}
      </Title>
      <Select
        label={t("access.explain.whoKind")}
        value={subjectType}
        onChange={(type) =>
          type !== null && onChange({ subjectType: type, subjectId: undefined, tag: undefined, group: undefined, role: undefined })
        }
        data={subjectTypes.options.map((type) => ({ value: type, label: t(subjectKeys[type].name) }))}
        allowDeselect={false}
      />
      <ThingPicker
        key={subjectType}
        type={subjectType}
        label={t("simulate.startFrom")}
        value={asked.subjectId ?? ""}
        onChange={(subjectId) => onChange({ subjectId: subjectId === "" ? undefined : subjectId })}
        isClearable
      />
      <PairsEditor
        of={subjectType}
        label={t("simulate.addedTags")}
        description={t("simulate.addedTagsHelp")}
        value={asked.tag}
        onChange={(tag) => onChange({ tag })}
      />
      {subjectType === "run_user" ? (
        <ThingsPicker
          type="group"
          label={t("simulate.addedGroups")}
          value={asked.group ?? []}
          onChange={(group) => onChange({ group: group.length === 0 ? undefined : group })}
        />
      ) : null}
      {subjectType === "analysis" ? null : (
        <ThingsPicker
          type="role"
          label={t("simulate.addedRoles")}
          value={asked.role ?? []}
          onChange={(role) => onChange({ role: role.length === 0 ? undefined : role })}
        />
      )}
    </Stack>
  );
}

function ResourcePart({ asked, onChange }: SimulateFormProps) {
  const { t } = useTranslation();
  const catalogue = useCatalogue();
  const { subjectType = "run_user", resourceType = "dashboard" } = asked;
  const types = [...new Set([...offeredResourceTypes(catalogue, [subjectType]), resourceType])];
  const actions = [
    ...new Set([...offeredActions(catalogue, resourceType, [subjectType]), ...(asked.action === undefined ? [] : [asked.action])]),
  ];

  function chooseType(type: string) {
    const offered = offeredActions(catalogue, type, [subjectType]);
    const action = offered.find((each) => each === asked.action) ?? offered[0];
    onChange({ resourceType: type, resourceId: undefined, resourceTag: undefined, action });
  }

  return (
    <Stack component="section" gap="sm" aria-labelledby="simulate-what">
      <Title order={2} size="h4" id="simulate-what">
        {t("access.explain.what")}
      </Title>
      <Select
        label={t("access.explain.whatKind")}
        value={resourceType}
        onChange={(type) => type !== null && chooseType(type)}
        data={types.map((type) => ({ value: type, label: labelOfType(t, type) }))}
        allowDeselect={false}
        searchable
      />
      <Select
        label={t("access.explain.action")}
        value={asked.action ?? null}
        onChange={(action) => action !== null && onChange({ action })}
        data={actions.map((action) => ({ value: action, label: labelOfAction(t, action) }))}
        allowDeselect={false}
      />
      <ThingPicker
        key={resourceType}
        type={resourceType}
        label={t("simulate.startFromResource")}
        value={asked.resourceId ?? ""}
        onChange={(resourceId) => onChange({ resourceId: resourceId === "" ? undefined : resourceId })}
        isClearable
      />
      <PairsEditor
        of={resourceType}
        label={t("simulate.addedTags")}
        description={t("simulate.addedResourceTagsHelp")}
        value={asked.resourceTag}
        onChange={(resourceTag) => onChange({ resourceTag })}
      />
    </Stack>
  );
}
