import { Autocomplete, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRecordValue, useVariables } from "../devices/index.ts";

interface VariableInputProps {
  deviceId: string;
  value: string;
  onChange: (variable: string) => void;
  error?: ReactNode;
}

/** A variable of the device: those it has sent are offered with their newest value, another may be typed. */
export function VariableInput({ deviceId, value, onChange, error }: VariableInputProps) {
  const { t } = useTranslation();
  const variables = useVariables(deviceId).data?.items ?? [];
  const byName = new Map(variables.map((each) => [each.variable, each]));
  const show = useRecordValue();

  return (
    <Autocomplete
      label={t("resources.widget.variable")}
      required
      maxLength={100}
      value={value}
      onChange={onChange}
      data={[...byName.keys()]}
      renderOption={({ option }) => {
        const known = byName.get(option.value);

        return (
          <Group justify="space-between" gap="md" w="100%" wrap="nowrap">
            <bdi>{option.value}</bdi>
            <Text component="span" size="xs" c="dimmed" lineClamp={1}>
              {known === undefined ? "" : `${show(known.lastValue)} ${known.unit ?? ""}`}
            </Text>
          </Group>
        );
      }}
      placeholder={t("resources.widget.variableHelp")}
      error={error}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
