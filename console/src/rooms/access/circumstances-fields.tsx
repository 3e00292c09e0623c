import { Checkbox, Group, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Circumstances } from "@latchkey/contract";
import { MomentInput } from "./moment-input.tsx";

interface CircumstancesFieldsProps {
  value: Partial<Circumstances>;
  onChange: (circumstances: Partial<Circumstances>) => void;
  /** By path, e.g. `circumstances.address`. */
  errors: Readonly<Record<string, string>>;
}

/** When, from where and how safely a decision is asked for. */
export function CircumstancesFields({ value, onChange, errors }: CircumstancesFieldsProps) {
  const { t } = useTranslation();
  const change = (part: { [Key in keyof Circumstances]?: Circumstances[Key] | undefined }) =>
    onChange({ ...value, ...part } as Partial<Circumstances>);

  return (
    <Stack gap="xs">
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <MomentInput
          label={t("policies.circumstances.at")}
          description={t("policies.circumstances.atHelp")}
          value={value.at}
          onChange={(at) => change({ at })}
          error={errors["circumstances.at"]}
        />
        <TextInput
          label={t("policies.circumstances.address")}
          description={t("policies.circumstances.addressHelp")}
          value={value.address ?? ""}
          onChange={(event) => change({ address: event.currentTarget.value.trim() === "" ? undefined : event.currentTarget.value.trim() })}
          error={errors["circumstances.address"]}
        />
      </SimpleGrid>
      <Group gap="lg">
        <Checkbox
          label={t("policies.circumstances.trustedDevice")}
          checked={value.isDeviceTrusted === true}
          onChange={(event) => change({ isDeviceTrusted: event.currentTarget.checked })}
        />
        <Checkbox
          label={t("policies.circumstances.secondFactor")}
          checked={value.hasSecondFactor === true}
          onChange={(event) => change({ hasSecondFactor: event.currentTarget.checked })}
        />
      </Group>
    </Stack>
  );
}
