import { Grid, Paper, Select, Stack } from "@mantine/core";
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
import { ThingPicker } from "../resources/index.ts";
import type { WhoCanSearch } from "./who-can-search.ts";

interface WhoCanFormProps {
  asked: WhoCanSearch;
  onChange: (change: WhoCanSearch) => void;
}

/** What they want to do, with what, and which kind of subject is meant. */
export function WhoCanForm({ asked, onChange }: WhoCanFormProps) {
  const { t } = useTranslation();
  const catalogue = useCatalogue();
  const { subjectType = "run_user", resourceType = "dashboard", action = "access" } = asked;
  const types = [...new Set([...offeredResourceTypes(catalogue, [subjectType]), resourceType])];
  const actionsOf = (type: string) => offeredActions(catalogue, type, [subjectType]).filter((each) => each !== "create");

  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Grid gap="sm" align="flex-start">
          <Grid.Col span={{ base: 12, xs: 6, md: 3 }}>
            <Select
              label={t("access.explain.whoKind")}
              value={subjectType}
              onChange={(type) => type !== null && onChange({ subjectType: type })}
              data={subjectTypes.options.map((type) => ({ value: type, label: t(subjectKeys[type].name) }))}
              allowDeselect={false}
            />
          </Grid.Col>
          <Grid.Col span={{ base: 12, xs: 6, md: 3 }}>
            <Select
              label={t("access.explain.action")}
              value={action}
              onChange={(next) => next !== null && onChange({ action: next })}
              data={[...new Set([...actionsOf(resourceType), action])].map((each) => ({ value: each, label: labelOfAction(t, each) }))}
              allowDeselect={false}
            />
          </Grid.Col>
          <Grid.Col span={{ base: 12, xs: 6, md: 3 }}>
            <Select
              label={t("access.explain.whatKind")}
              value={resourceType}
              onChange={(type) => {
                if (type === null) return;
                const offered = actionsOf(type);
                onChange({ resourceType: type, resourceId: undefined, action: offered.find((each) => each === action) ?? offered[0] });
              }}
              data={types.map((type) => ({ value: type, label: labelOfType(t, type) }))}
              allowDeselect={false}
              searchable
            />
          </Grid.Col>
          <Grid.Col span={{ base: 12, xs: 6, md: 3 }}>
            <ThingPicker
              key={resourceType}
              type={resourceType}
              label={t("access.explain.what")}
              value={asked.resourceId ?? ""}
              onChange={(resourceId) => onChange({ resourceId: resourceId === "" ? undefined : resourceId })}
            />
          </Grid.Col>
        </Grid>
        <ExplainCircumstances value={asked} onChange={onChange} />
      </Stack>
    </Paper>
  );
}
