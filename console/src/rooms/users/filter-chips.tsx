import { Button, Group, Pill } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Translate } from "@latchkey/words";
import { lastSignInWords, sourceWords, statusLooks } from "./user-words.ts";
import type { PatchUsers, UsersSearch } from "./users-search.ts";

interface FilterChipsProps {
  search: UsersSearch;
  patch: PatchUsers;
}

/** Each filter in force, with a button that takes it away. */
export function FilterChips({ search, patch }: FilterChipsProps) {
  const { t } = useTranslation();
  const chips = chipsOf(t, search);
  if (chips.length === 0) return null;

  const clearAll = () => patch({ search: undefined, status: undefined, tag: undefined, source: undefined, lastSignIn: undefined });

  return (
    <Group gap="xs" role="group" aria-label={t("users.activeFilters")}>
      {chips.map(({ name, without }) => (
        <Pill
          key={name}
          size="md"
          withRemoveButton
          onRemove={() => patch(without)}
          // Mantine hides this button from assistive technology and the tab order unless told otherwise.
          removeButtonProps={{ "aria-label": t("users.removeFilter", { name }), "aria-hidden": false, tabIndex: 0 }}
        >
          <bdi>{name}</bdi>
        </Pill>
      ))}
      <Button variant="subtle" size="compact-sm" onClick={clearAll}>
        {t("common.clearAll")}
      </Button>
    </Group>
  );
}

interface Chip {
  name: string;
  without: Parameters<PatchUsers>[0];
}

function chipsOf(t: Translate, { status = [], source = [], tag = [], lastSignIn }: UsersSearch): Chip[] {
  const chips: Chip[] = [
    ...status.map((each) => ({
      name: t("users.chipStatus", { name: t(statusLooks[each].word) }),
      without: { status: rest(status, each) },
    })),
    ...source.map((each) => ({ name: t("users.chipSource", { name: t(sourceWords[each]) }), without: { source: rest(source, each) } })),
    ...tag.map((each) => ({ name: tagWords(t, each), without: { tag: rest(tag, each) } })),
  ];
  if (lastSignIn !== undefined) {
    chips.push({ name: t("users.chipLastSignIn", { name: lastSignInWords(t, lastSignIn) }), without: { lastSignIn: undefined } });
  }

  return chips;
}

/** `region=north` reads "region = north"; a key alone means any value. */
function tagWords(t: Translate, filter: string): string {
  const at = filter.indexOf("=");

  return at === -1 ? t("users.chipTagAny", { key: filter }) : `${filter.slice(0, at)} = ${filter.slice(at + 1)}`;
}

function rest<T>(list: readonly T[], item: T): T[] | undefined {
  const others = list.filter((each) => each !== item);

  return others.length === 0 ? undefined : others;
}
