import { Button, Group, List, Loader, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { AccessChange, ImpactItem } from "@latchkey/contract";
import { ProblemAlert } from "../../shell/index.ts";
import { ThingLink } from "../resources/index.ts";
import { labelOfAction, labelOfType } from "./policy-words.ts";
import { useImpactExport, useImpactPeople } from "./use-impact.ts";
import type { ImpactSide } from "./use-impact.ts";

interface ImpactPeopleProps {
  changes: readonly AccessChange[];
  of: ImpactSide;
}

/** Everybody who gains or loses, by name, with what. */
export function ImpactPeople({ changes, of }: ImpactPeopleProps) {
  const { t } = useTranslation();
  const people = useImpactPeople(changes, of);
  const exportAll = useImpactExport(changes, of);
  const download = useMutation({ mutationFn: exportAll, onSuccess: (csv) => saveFile(csv, `access-${of}.csv`) });
  const items = people.data?.pages.flatMap((page) => page.items) ?? [];

  if (people.isPending) return <Loader size="sm" aria-label={t("common.loading")} />;

  return (
    <Stack gap="xs">
      <ProblemAlert error={people.error ?? download.error} />
      <List size="sm" spacing={2}>
        {items.map((item) => (
          <List.Item key={`${item.subject.type} ${item.subject.id}`} style={{ overflowWrap: "anywhere" }}>
            <ThingLink type={item.subject.type} id={item.subject.id} name={item.subject.name} /> → <Rights item={item} />
          </List.Item>
        ))}
      </List>
      <Group gap="xs">
        {people.hasNextPage ? (
          <Button size="compact-sm" variant="default" loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
            {t("policies.impact.more")}
          </Button>
        ) : null}
        <Button size="compact-sm" variant="default" loading={download.isPending} onClick={() => download.mutate()}>
          {t("policies.impact.export")}
        </Button>
      </Group>
    </Stack>
  );
}

function Rights({ item }: { item: ImpactItem }) {
  const { t } = useTranslation();

  return item.rights
    .map(({ type, actions, count, samples, isConditional }) => {
      const verbs = actions.map((action) => labelOfAction(t, action)).join(", ");
      const names = samples.map((sample) => sample.name).join(", ");
      const more = count > samples.length ? ` ${t("access.preview.andMore", { count: count - samples.length })}` : "";
      const suffix = isConditional ? ` (${t("policies.impact.conditional")})` : "";

      return `${labelOfType(t, type)}: ${verbs}: ${names}${more}${suffix}`;
    })
    .join("; ");
}

function saveFile(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
