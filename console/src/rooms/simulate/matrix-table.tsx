import { Group, Text, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconClock, IconMinus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { AccessMatrix, MatrixCell } from "@latchkey/contract";
import { useWindow, WindowPager } from "./matrix-window.tsx";
import { LinkAnchor, useProfileId } from "../../shell/index.ts";
import { explainSearch } from "../access/index.ts";
import { ThingLink } from "../resources/index.ts";
import classes from "./matrix-table.module.css";
import type { MatrixSearch } from "./simulate-search.ts";

interface MatrixTableProps {
  matrix: AccessMatrix;
  asked: MatrixSearch;
  isStale: boolean;
}

const looks = { allow: IconCheck, deny: IconMinus, conditional: IconClock } as const;
const cellsMax = 200;

/** Each cell says yes, no or "depends" by icon, colour and word, and leads to the reasons. */
export function MatrixTable({ matrix, asked, isStale }: MatrixTableProps) {
  const { t } = useTranslation();
  const rows = useWindow(matrix.subjects);
  const columns = useWindow(matrix.resources);
  const [subjects, resources] = [rows.shown, columns.shown];
  const { resourceType = "dashboard", subjectType = "run_user" } = asked;
  const isCut = matrix.subjects.length === cellsMax || matrix.resources.length === cellsMax;

  return (
    <div>
      <Legend hasChanges={matrix.before !== null} />
      <Text size="sm" c="dimmed" role="status" mb="xs">
        {t("simulate.matrixSize", { subjects: matrix.subjects.length, resources: matrix.resources.length })}
        {isCut ? ` ${t("simulate.matrixCut", { count: cellsMax })}` : ""}
      </Text>
      <Group gap="lg" mb="xs">
        <WindowPager label={t("simulate.rows")} of={rows} />
        <WindowPager label={t("simulate.columns")} of={columns} />
      </Group>
      {/* What scrolls must be reachable by keyboard (axe: scrollable-region-focusable). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.scroller} role="region" aria-label={t("simulate.matrixTitle")} tabIndex={0}>
        <table className={classes.table} aria-busy={isStale} data-stale={isStale || undefined}>
          <thead>
            <tr>
              <th scope="col" className={classes.corner}>
                <VisuallyHidden>{t("simulate.rows")}</VisuallyHidden>
              </th>
              {resources.map((resource) => (
                <th key={resource.id} scope="col" className={classes.column}>
                  <div>
                    <ThingLink type={resourceType} id={resource.id} name={resource.name} />
                  </div>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {subjects.map((subject, row) => (
              <tr key={subject.id}>
                <th scope="row" className={classes.row}>
                  <ThingLink type={subjectType} id={subject.id} name={subject.name} />
                </th>
                {resources.map((resource, column) => (
                  <Cell
                    key={resource.id}
                    cell={matrix.cells[rows.from + row]?.[columns.from + column] ?? "deny"}
                    before={matrix.before?.[rows.from + row]?.[columns.from + column]}
                    subject={subject}
                    resource={resource}
                    asked={asked}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface CellProps {
  cell: MatrixCell;
  before: MatrixCell | undefined;
  subject: { id: string; name: string };
  resource: { id: string; name: string };
  asked: MatrixSearch;
}

function Cell({ cell, before, subject, resource, asked }: CellProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const Icon = looks[cell];
  const isChanged = before !== undefined && before !== cell;
  const words = { subject: subject.name, resource: resource.name, answer: t(`simulate.cell.${cell}`) };
  const { subjectType = "run_user", resourceType = "dashboard", action = "access", at, address, trustedDevice, secondFactor } = asked;

  return (
    <td className={classes.cell} data-cell={cell} data-changed={isChanged || undefined}>
      <LinkAnchor
        to="/profiles/$profileId/explain"
        params={{ profileId }}
        search={explainSearch({
          subjectType,
          subjectId: subject.id,
          resourceType,
          resourceId: resource.id,
          action,
          at,
          address,
          trustedDevice,
          secondFactor,
        })}
        className={classes.link}
        preload={false}
        title={t("simulate.cellLabel", words)}
      >
        <Icon size={16} aria-hidden />
        <VisuallyHidden>
          {isChanged ? t("simulate.cellChanged", { ...words, before: t(`simulate.cell.${before}`) }) : t("simulate.cellLabel", words)}
        </VisuallyHidden>
      </LinkAnchor>
    </td>
  );
}

function Legend({ hasChanges }: { hasChanges: boolean }) {
  const { t } = useTranslation();

  return (
    <Group gap="md" mb="xs">
      {(["allow", "deny", "conditional"] as const).map((cell) => {
        const Icon = looks[cell];

        return (
          <Group key={cell} gap={4} className={classes.cell} data-cell={cell} data-legend>
            <Icon size={16} aria-hidden />
            <Text size="sm">{t(`simulate.cell.${cell}`)}</Text>
          </Group>
        );
      })}
      {hasChanges ? (
        <Text size="sm" className={classes.cell} data-changed data-legend px={4}>
          {t("simulate.changed")}
        </Text>
      ) : null}
    </Group>
  );
}
