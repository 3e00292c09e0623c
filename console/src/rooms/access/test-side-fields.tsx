import { SimpleGrid, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { TagEditor } from "@latchkey/ui";
import { ThingPicker, useTagLoaders } from "../resources/index.ts";
import type { TestSide } from "./test-form.ts";

interface TestSideFieldsProps {
  side: TestSide;
  /** Whether one thought up may be in a group and hold a role. */
  hasGroups: boolean;
  onChange: (change: Partial<Omit<TestSide, "type">>) => void;
  error: string | undefined;
}

/** One that exists by name, or one thought up by tags, group and role. */
export function TestSideFields({ side, hasGroups, onChange, error }: TestSideFieldsProps) {
  const { t } = useTranslation();
  const { loadKeys, loadValues } = useTagLoaders(side.type);

  if (side.kind === "id") {
    return (
      <ThingPicker
        type={side.type}
        label={t("policies.tests.which")}
        value={side.id}
        onChange={(id) => onChange({ id })}
        error={error}
        isRequired
      />
    );
  }

  return (
    <Stack gap="xs">
      <TagEditor
        label={t("policies.tests.tags")}
        pairs={side.tags}
        onChange={(tags) => onChange({ tags })}
        loadKeys={loadKeys}
        loadValues={loadValues}
      />
      {hasGroups && side.type === "run_user" ? (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <ThingPicker
            type="group"
            label={t("policies.tests.group")}
            value={side.groups[0] ?? ""}
            onChange={(id) => onChange({ groups: id === "" ? [] : [id] })}
          />
          <ThingPicker
            type="role"
            label={t("policies.tests.role")}
            value={side.roles[0] ?? ""}
            onChange={(id) => onChange({ roles: id === "" ? [] : [id] })}
          />
        </SimpleGrid>
      ) : null}
    </Stack>
  );
}
