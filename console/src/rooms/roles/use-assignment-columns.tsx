import { Button, Stack, Text } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Assignment, Conditions } from "@latchkey/contract";
import { StatusBadge, Time } from "@latchkey/ui";
import type { DataTableColumn, Tone } from "@latchkey/ui";
import { useMay } from "../../shell/index.ts";
import { describeConditions, useDescribing } from "../access/index.ts";
import { NoWrap, ThingLink } from "../resources/index.ts";

interface AssignmentColumnsOptions {
  shows: "assignee" | "role";
  onEnd: (assignment: Assignment) => void;
}

const stateTones: Record<Assignment["state"], Tone> = { in_force: "positive", not_yet: "info", ended: "neutral" };

export function useAssignmentColumns({ shows, onEnd }: AssignmentColumnsOptions): DataTableColumn<Assignment>[] {
  const { t } = useTranslation();
  const may = useMay();

  return [
    {
      id: "who",
      header: shows === "assignee" ? t("roles.holder") : t("roles.role"),
      isRowHeader: true,
      cell: (row) => <WhoCell assignment={row} shows={shows} />,
    },
    {
      id: "state",
      header: t("common.status"),
      cell: (row) => <StatusBadge tone={stateTones[row.state]} label={t(`roles.state.${row.state}`)} size="sm" />,
    },
    {
      id: "from",
      header: t("roles.from"),
      cell: (row) => (
        <NoWrap>
          <Time value={row.conditions.from ?? row.createdAt} show="absolute" />
        </NoWrap>
      ),
    },
    {
      id: "until",
      header: t("roles.until"),
      cell: (row) => (
        <NoWrap>
          <Time value={row.conditions.until ?? null} never={t("roles.forGood")} show="absolute" />
        </NoWrap>
      ),
    },
    { id: "only", header: t("roles.only"), cell: (row) => <ConditionsCell conditions={row.conditions} /> },
    {
      id: "reason",
      header: t("roles.reason"),
      cell: (row) => (
        <Stack gap={0} miw={140}>
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {row.reason}
          </Text>
          <Text size="xs" c="dimmed">
            {t("roles.givenBy", { name: row.givenBy })}
          </Text>
          {row.managedBy === null ? null : (
            <StatusBadge tone="info" size="sm" icon={IconLock} label={t("roles.givenByFile", { file: row.managedBy })} />
          )}
        </Stack>
      ),
    },
    {
      id: "actions",
      header: t("common.actions"),
      align: "end",
      cell: (row) =>
        row.state === "ended" || !may("access_management", "edit") ? null : (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onEnd(row)}
            aria-label={t("roles.endOne", { role: row.roleName, name: row.assignee.name })}
          >
            {t("roles.end")}
          </Button>
        ),
    },
  ];
}

function WhoCell({ assignment, shows }: { assignment: Assignment; shows: "assignee" | "role" }) {
  const { t } = useTranslation();
  const { assignee } = assignment;
  if (shows === "role") return <ThingLink type="role" id={assignment.roleId} name={assignment.roleName} />;

  return (
    <Stack gap={0}>
      <span>
        <ThingLink type={assignee.type} id={assignee.id} name={assignee.name} />
      </span>
      <Text size="xs" fw={400} c="dimmed">
        {t(`roles.assigneeType.${assignee.type}`)}
      </Text>
    </Stack>
  );
}

/** What else has to hold; from and until have columns of their own. */
function ConditionsCell({ conditions: { from: _from, until: _until, ...others } }: { conditions: Conditions }) {
  const describing = useDescribing([]);
  const sentence = describeConditions(others, describing);

  return (
    <Text size="sm" style={{ overflowWrap: "anywhere" }}>
      {sentence === "" ? "–" : sentence}
    </Text>
  );
}
