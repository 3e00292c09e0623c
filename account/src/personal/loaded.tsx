import { Button, Group } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LoadingState } from "@latchkey/ui";
import { ProblemAlert } from "../scope/problem-alert.tsx";

interface LoadedProps<Data> {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}

/** What was loaded, a stand-in until then, or why it could not be. */
export function Loaded<Data>({ query, children }: LoadedProps<Data>) {
  const { t } = useTranslation();
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error === null) return <LoadingState count={2} />;

  return (
    <>
      <ProblemAlert error={query.error} />
      <Group>
        <Button variant="default" size="xs" loading={query.isFetching} onClick={() => void query.refetch()}>
          {t("common.retry")}
        </Button>
      </Group>
    </>
  );
}
