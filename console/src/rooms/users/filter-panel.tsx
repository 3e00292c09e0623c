import { Button, Chip, Group, Popover, Radio, Stack, Text } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { userSource, userStatus } from "@latchkey/contract";
import { TagFilterForm } from "./tag-filter-form.tsx";
import { lastSignInWords, sourceWords, statusLooks } from "./user-words.ts";
import type { PatchUsers, UsersSearch } from "./users-search.ts";

interface FilterPanelProps {
  search: UsersSearch;
  patch: PatchUsers;
}

const lastSignInChoices = ["<1d", "<7d", "<30d", ">30d", ">90d", "never"] as const;

/** All filters in one panel; each acts at once. */
export function FilterPanel({ search, patch }: FilterPanelProps) {
  const { t } = useTranslation();

  return (
    <Popover position="bottom-start" width={340} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconFilter size={16} aria-hidden />}>
          {t("users.filters")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("users.filters")}>
        <Stack gap="md">
          <Choices
            label={t("users.filterStatus")}
            choices={userStatus.options.map((value) => ({ value, label: t(statusLooks[value].word) }))}
            chosen={search.status ?? []}
            onChange={(status) => patch({ status: status.length === 0 ? undefined : status })}
          />
          <Choices
            label={t("users.filterSource")}
            choices={userSource.options.map((value) => ({ value, label: t(sourceWords[value]) }))}
            chosen={search.source ?? []}
            onChange={(source) => patch({ source: source.length === 0 ? undefined : source })}
          />
          <Radio.Group
            label={t("users.filterLastSignIn")}
            value={search.lastSignIn ?? ""}
            onChange={(value) => patch({ lastSignIn: value === "" ? undefined : value })}
          >
            <Stack gap={6} mt={6}>
              <Radio value="" label={t("users.lastSignInAny")} size="sm" />
              {lastSignInChoices.map((choice) => (
                <Radio key={choice} value={choice} label={lastSignInWords(t, choice)} size="sm" />
              ))}
            </Stack>
          </Radio.Group>
          <TagFilterForm tags={search.tag ?? []} onChange={(tag) => patch({ tag })} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChoicesProps<T extends string> {
  label: string;
  choices: readonly { value: T; label: string }[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}

/** Several of a few words. */
function Choices<T extends string>({ label, choices, chosen, onChange }: ChoicesProps<T>) {
  return (
    <Stack gap={6} role="group" aria-label={label}>
      <Text size="sm" fw={500} aria-hidden>
        {label}
      </Text>
      <Group gap={6}>
        {choices.map(({ value, label: name }) => {
          const isChosen = chosen.includes(value);
          const toggled = isChosen ? chosen.filter((each) => each !== value) : [...chosen, value];

          return (
            <Chip key={value} size="xs" checked={isChosen} onChange={() => onChange(toggled)}>
              {name}
            </Chip>
          );
        })}
      </Group>
    </Stack>
  );
}
