import { Group, NumberInput, Paper, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconPlayerTrackPrev } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { AccessReplay } from "@latchkey/contract";
import { DataTable, EmptyState, LoadingState, Pager } from "@latchkey/ui";
import { LoadFailure, Page, useCursorPaging } from "../../shell/index.ts";
import { ExplainTabs } from "../access/index.ts";
import { DraftChoice } from "./draft-choice.tsx";
import { replaySearch } from "./simulate-search.ts";
import type { ReplaySearch } from "./simulate-search.ts";
import { useReplay } from "./use-replay.ts";
import { useReplayColumns } from "./use-replay-columns.tsx";

const daysWithoutChoice = 7;

/** Which of the last days' real decisions a draft would have turned. */
export function ReplayPage() {
  const { t } = useTranslation();
  const asked = useSearch({ from: "/signed-in/profiles/$profileId/explain/replay" });
  const navigate = useNavigate({ from: "/profiles/$profileId/explain/replay" });
  const change = (part: ReplaySearch) =>
    void navigate({ search: replaySearch({ ...asked, cursor: undefined, ...part }), resetScroll: false });

  return (
    <Page title={t("simulate.replayTitle")} description={t("simulate.replayText")}>
      <ExplainTabs current="/profiles/$profileId/explain/replay" />
      <Stack gap="lg">
        <Paper withBorder p="md">
          <Group gap="sm" align="flex-end">
            <DraftChoice value={asked} onChange={change} isRequired />
            <NumberInput
              label={t("simulate.days")}
              min={1}
              max={30}
              w={140}
              value={asked.days ?? daysWithoutChoice}
              onChange={(value) => typeof value === "number" && change({ days: value })}
            />
          </Group>
        </Paper>
        {asked.policyId === undefined ? (
          <EmptyState title={t("simulate.replayAskFirst")} icon={IconPlayerTrackPrev} />
        ) : (
          <Replay asked={{ ...asked, days: asked.days ?? daysWithoutChoice }} />
        )}
      </Stack>
    </Page>
  );
}

function Replay({ asked }: { asked: ReplaySearch }) {
  const { t } = useTranslation();
  const { replay, draftError } = useReplay(asked);
  const columns = useReplayColumns();
  const paging = useCursorPaging({ cursor: asked.cursor, nextCursor: replay.data?.nextCursor });
  const error = draftError ?? replay.error;
  if (error !== null && error !== undefined) return <LoadFailure error={error} onRetry={() => void replay.refetch()} />;
  if (replay.data === undefined) return <LoadingState kind="block" />;

  return (
    <Stack gap="sm">
      <Figures replay={replay.data} />
      {replay.data.items.length === 0 ? (
        <EmptyState title={t("simulate.nothingTurned")} text={t("simulate.nothingTurnedText")} order={3} />
      ) : (
        <>
          <DataTable
            caption={t("simulate.turned")}
            columns={columns}
            rows={replay.data.items}
            rowId={(row) => `${row.at} ${row.subject.id} ${row.action} ${row.resource.type} ${row.resource.id}`}
            rowName={(row) => `${row.subject.name}, ${row.resource.name}`}
            isStale={replay.isPlaceholderData}
          />
          <Pager {...paging} />
        </>
      )}
    </Stack>
  );
}

function Figures({ replay }: { replay: AccessReplay }) {
  const { t, i18n } = useTranslation();
  const figures = [
    { word: t("simulate.decisions"), value: replay.decisions },
    { word: t("simulate.replayed"), value: replay.replayed },
    { word: t("simulate.newlyAllowed"), value: replay.newlyAllowed },
    { word: t("simulate.newlyDenied"), value: replay.newlyDenied },
  ];

  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }}>
      {figures.map(({ word, value }) => (
        <Paper key={word} withBorder p="sm">
          <Text size="sm" c="dimmed">
            {word}
          </Text>
          <Text fz="h3" fw={600}>
            {value.toLocaleString(i18n.language)}
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  );
}
