import { SegmentedControl, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { GroupRule } from "@latchkey/contract";
import { TagEditor } from "@latchkey/ui";
import type { PairErrors } from "@latchkey/ui";
import { useTagLoaders } from "../resources/index.ts";

interface RuleFieldsProps {
  rule: GroupRule;
  onChange: (rule: GroupRule) => void;
  /** By row of the tags. */
  errors: Readonly<Record<number, PairErrors>>;
}

/** Which tags make somebody a member. */
export function RuleFields({ rule, onChange, errors }: RuleFieldsProps) {
  const { t } = useTranslation();
  const loaders = useTagLoaders("run_user");

  return (
    <Stack gap="xs" pl="md">
      <div>
        <Text size="sm" fw={500} id="rule-match" mb={4}>
          {t("groups.ruleMatch")}
        </Text>
        <SegmentedControl
          aria-labelledby="rule-match"
          value={rule.match}
          onChange={(match) => onChange({ ...rule, match: match === "any" ? "any" : "all" })}
          data={[
            { value: "all", label: t("groups.ruleAll") },
            { value: "any", label: t("groups.ruleAny") },
          ]}
        />
      </div>
      <TagEditor
        label={t("groups.ruleTags")}
        description={t("groups.ruleTagsHelp")}
        pairs={rule.tags}
        onChange={(tags) => onChange({ ...rule, tags })}
        errors={errors}
        {...loaders}
      />
    </Stack>
  );
}
