import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconPlus, IconTags } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataTable, EmptyState, Pager, SearchInput } from "@latchkey/ui";
import { LoadFailure, Page, useCursorPaging, useMay, useSearchPatch } from "../../shell/index.ts";
import { NoneFound } from "../resources/index.ts";
import { TagKeyDialogs } from "./tag-key-dialogs.tsx";
import type { TagKeyTask } from "./tag-key-dialogs.tsx";
import type { TagKeysSearch } from "./tag-keys-search.ts";
import { UnregisteredKeys } from "./unregistered-keys.tsx";
import { useTagKeyColumns } from "./use-tag-key-columns.tsx";
import { useKeyUses, useRegisteredTagKeys } from "./use-tag-keys.ts";

/** Which tag keys there are, what each means, which values it takes and who may set it. */
export function TagKeysPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/signed-in/profiles/$profileId/tag-keys" });
  const ask = useSearchPatch<TagKeysSearch>();
  const may = useMay();
  const uses = useKeyUses();
  const [task, setTask] = useState<TagKeyTask | null>(null);

  return (
    <Page
      title={t("tagKeys.title")}
      description={t("tagKeys.text")}
      actions={
        may("access_management", "create") ? (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setTask({ kind: "register", key: "" })}>
            {t("tagKeys.register")}
          </Button>
        ) : undefined
      }
    >
      <Stack gap="xl">
        <div>
          <Group mb="sm">
            <SearchInput
              label={t("tagKeys.search")}
              value={search.search ?? ""}
              onChange={(text) => ask({ search: text }, { isTyping: true })}
            />
          </Group>
          <RegisteredKeys search={search} uses={uses} onTask={setTask} />
        </div>
        <div>
          <Title order={2} size="h3">
            {t("tagKeys.unregistered")}
          </Title>
          <Text size="sm" c="dimmed" mb="sm">
            {t("tagKeys.unregisteredText")}
          </Text>
          <UnregisteredKeys uses={uses} search={search.search ?? ""} onTask={setTask} />
        </div>
      </Stack>
      <TagKeyDialogs task={task} onClose={() => setTask(null)} />
    </Page>
  );
}

interface RegisteredKeysProps {
  search: TagKeysSearch;
  uses: ReturnType<typeof useKeyUses>;
  onTask: (task: TagKeyTask) => void;
}

function RegisteredKeys({ search, uses, onTask }: RegisteredKeysProps) {
  const { t } = useTranslation();
  const ask = useSearchPatch<TagKeysSearch>();
  const keys = useRegisteredTagKeys(search);
  const columns = useTagKeyColumns({ uses, onTask });
  const paging = useCursorPaging({ cursor: search.cursor, nextCursor: keys.data?.nextCursor });
  if (keys.isError) return <LoadFailure error={keys.error} onRetry={() => void keys.refetch()} />;
  if (keys.data?.items.length === 0 && search.search === undefined && search.cursor === undefined)
    return <EmptyState title={t("tagKeys.emptyTitle")} text={t("tagKeys.emptyText")} icon={IconTags} />;

  return (
    <>
      <DataTable
        caption={t("tagKeys.title")}
        columns={columns}
        rows={keys.data?.items ?? []}
        rowId={(row) => row.id}
        rowName={(row) => row.key}
        sort={search.sort ?? "key"}
        onSortChange={(sort) => ask({ sort: sort === "-key" ? "-key" : "key" })}
        isLoading={keys.isPending}
        isStale={keys.isPlaceholderData}
        empty={<NoneFound onClear={() => ask({ search: "" })} />}
      />
      <Pager {...paging} summary={keys.data === undefined ? null : t("tagKeys.count", { count: keys.data.total.count })} />
    </>
  );
}
