import { ActionIcon, Button, Group, Stack, Text, Tooltip } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Policy, PolicyTest, PolicyTestResult } from "@latchkey/contract";
import { DataTable, EmptyState, StatusBadge } from "@latchkey/ui";
import type { DataTableColumn } from "@latchkey/ui";
import { ProblemAlert, sayDone, useMay } from "../../shell/index.ts";
import { useNames } from "../resources/index.ts";
import { describeTest, thingsOfTest } from "./describe-test.ts";
import { TestDialog } from "./test-dialog.tsx";
import { useSavePolicy } from "./use-policies.ts";
import { useStoredTestRun } from "./use-policy-history.ts";
import { toPolicyBody, toPolicyForm } from "./policy-form.ts";

/** What must stay true while the policy is active: each test with its answer by the rules of now. */
export function TestsTab({ policy }: { policy: Policy }) {
  const { t } = useTranslation();
  const [isAdding, setIsAdding] = useState(false);
  const run = useStoredTestRun(policy.id, policy.version);
  const { put, save } = useStoredTests(policy);
  const may = useMay();
  const isLocked = policy.managedBy !== null || !may("access_management", "edit");
  const results = new Map(run.data?.results.filter((each) => each.policyId === policy.id).map((each) => [each.name, each]));

  const columns = useTestColumns({
    policy,
    results,
    isRunning: run.isFetching,
    onRemove: isLocked
      ? undefined
      : (test) =>
          put(
            policy.tests.filter((each) => each.name !== test.name),
            t("policies.tests.removed"),
          ),
  });

  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t("policies.tests.help")}
      </Text>
      <Group>
        {isLocked ? null : (
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsAdding(true)}>
            {t("policies.tests.add")}
          </Button>
        )}
        {policy.tests.length === 0 ? null : (
          <Button variant="default" loading={run.isFetching} onClick={() => void run.refetch()}>
            {t("policies.tests.run")}
          </Button>
        )}
        <Text size="sm" role="status">
          {run.data === undefined || policy.tests.length === 0
            ? ""
            : t("policies.tests.summary", { passed: run.data.passed, failed: run.data.failed })}
        </Text>
      </Group>
      <ProblemAlert error={run.error ?? (isAdding ? null : save.error)} />
      {policy.tests.length === 0 ? (
        <EmptyState title={t("policies.tests.emptyTitle")} text={t("policies.tests.emptyText")} />
      ) : (
        <DataTable
          caption={t("policies.tabs.tests")}
          columns={columns}
          rows={policy.tests}
          rowId={(test) => test.name}
          rowName={(test) => test.name}
        />
      )}
      {isAdding ? (
        <TestDialog
          taken={policy.tests.map((test) => test.name)}
          error={save.error}
          isSaving={save.isPending}
          onClose={() => setIsAdding(false)}
          onSave={(test) => put([...policy.tests, test], t("policies.tests.added"), () => setIsAdding(false))}
        />
      ) : null}
    </Stack>
  );
}

/** Tests are saved with the policy, the rest of which stays as it is stored. */
function useStoredTests(policy: Policy) {
  const save = useSavePolicy();

  function put(tests: PolicyTest[], said: string, onDone?: () => void) {
    const body = { ...toPolicyBody(toPolicyForm(policy)), tests };
    save.mutate(
      { body, stored: policy },
      {
        onSuccess: () => {
          sayDone(said);
          onDone?.();
        },
      },
    );
  }

  return { put, save };
}

interface TestColumnsInput {
  policy: Policy;
  results: ReadonlyMap<string, PolicyTestResult>;
  isRunning: boolean;
  onRemove: ((test: PolicyTest) => void) | undefined;
}

function useTestColumns({ policy, results, isRunning, onRemove }: TestColumnsInput): DataTableColumn<PolicyTest>[] {
  const { t } = useTranslation();
  const nameOf = useNames(policy.tests.flatMap(thingsOfTest));

  return [
    {
      id: "name",
      header: t("policies.tests.name"),
      isRowHeader: true,
      width: "60%",
      cell: (test) => (
        <>
          <Text fw={600}>{test.name}</Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere", whiteSpace: "normal" }}>
            {describeTest(t, test, nameOf)}
          </Text>
        </>
      ),
    },
    {
      id: "result",
      header: t("policies.tests.result"),
      cell: (test) => {
        const result = results.get(test.name);
        if (result === undefined || isRunning) return <Text c="dimmed">{t("access.preview.counting")}</Text>;
        if (result.isPassed) return <StatusBadge tone="positive" label={t("policies.tests.passed")} />;

        return <StatusBadge tone="danger" label={result.actual === null ? t("policies.tests.goneShort") : t("policies.tests.failed")} />;
      },
    },
    {
      id: "remove",
      header: t("policies.versions.actions"),
      cell: (test) =>
        onRemove === undefined ? null : (
          <Tooltip label={t("policies.tests.remove", { name: test.name })}>
            <ActionIcon aria-label={t("policies.tests.remove", { name: test.name })} onClick={() => onRemove(test)}>
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
        ),
    },
  ];
}
