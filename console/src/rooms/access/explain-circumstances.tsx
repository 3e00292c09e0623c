import { Checkbox, Grid, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { circumstances } from "@latchkey/contract";
import type { CircumstancesSearch } from "./explain-search.ts";
import { MomentInput } from "./moment-input.tsx";

interface ExplainCircumstancesProps {
  value: CircumstancesSearch;
  onChange: (change: CircumstancesSearch) => void;
}

/** When, from where and how signed in: what conditions of policies and roles ask about. */
export function ExplainCircumstances({ value, onChange }: ExplainCircumstancesProps) {
  const { t } = useTranslation();

  return (
    <Grid gap="sm" align="flex-start">
      <Grid.Col span={{ base: 12, xs: 6, lg: 4 }}>
        <MomentInput label={t("explaining.at")} description={t("explaining.atHelp")} value={value.at} onChange={(at) => onChange({ at })} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, xs: 6, lg: 4 }}>
        <AddressInput value={value.address} onChange={(address) => onChange({ address })} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Stack gap="xs" pt={{ base: 0, lg: 26 }}>
          <Checkbox
            label={t("explaining.trustedDevice")}
            checked={value.trustedDevice === "yes"}
            onChange={(event) => onChange({ trustedDevice: event.currentTarget.checked ? "yes" : undefined })}
          />
          <Checkbox
            label={t("explaining.secondFactor")}
            checked={value.secondFactor === "yes"}
            onChange={(event) => onChange({ secondFactor: event.currentTarget.checked ? "yes" : undefined })}
          />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

interface AddressInputProps {
  value: string | undefined;
  onChange: (address: string | undefined) => void;
}

/** Taken over on leaving the field: half an address would be no question. */
function AddressInput({ value = "", onChange }: AddressInputProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  const isValid = typed.trim() === "" || circumstances.shape.address.safeParse(typed.trim()).success;
  if (seen !== value) {
    setSeen(value);
    setTyped(value);
  }

  function commit() {
    if (isValid && typed.trim() !== value) onChange(typed.trim() === "" ? undefined : typed.trim());
  }

  return (
    <TextInput
      label={t("explaining.address")}
      description={t("explaining.addressHelp")}
      placeholder="192.0.2.7"
      spellCheck={false}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
      error={isValid ? undefined : t("explaining.notAnAddress")}
    />
  );
}
