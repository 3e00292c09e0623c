import { MultiSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RoleBody } from "@latchkey/contract";
import { useRoles } from "./use-roles.ts";

interface RoleBasicsProps {
  values: RoleBody;
  onChange: (change: Partial<RoleBody>) => void;
  /** The role that is edited: it cannot include itself. */
  roleId: string | undefined;
  errors: Readonly<Record<string, string>>;
}

const rolesOfferedMax = 200;

/** Name, description and the roles that this one includes. */
export function RoleBasics({ values, onChange, roleId, errors }: RoleBasicsProps) {
  const { t } = useTranslation();
  const roles = useRoles({ limit: rolesOfferedMax });
  const offered = (roles.data?.items ?? []).filter((role) => role.id !== roleId);

  return (
    <Stack gap="sm" maw={640}>
      <TextInput
        label={t("common.name")}
        required
        maxLength={100}
        value={values.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        error={errors["name"]}
      />
      <Textarea
        label={t("common.description")}
        maxLength={2000}
        autosize
        minRows={2}
        value={values.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
        error={errors["description"]}
      />
      <MultiSelect
        label={t("roles.includes")}
        description={t("roles.includesHelp")}
        value={values.includes}
        onChange={(includes) => onChange({ includes })}
        data={offered.map((role) => ({ value: role.id, label: role.name }))}
        searchable
        clearable
        clearButtonProps={{ "aria-label": t("common.clearAll") }}
        nothingFoundMessage={t("resources.nothingFound")}
        error={errors["includes"]}
      />
    </Stack>
  );
}
