import { Checkbox, Group, NumberInput, Stack, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useIsUnrestricted } from "../../shell/index.ts";
import type { SaveTermsState } from "./use-save-terms.ts";

const usualMinutes = 10;
const minutesMax = 1440;

/** Reason, typed name, checks set aside, and whether the change goes back by itself. */
export function SaveTermsFields({ state, isRevertOffered }: { state: SaveTermsState; isRevertOffered: boolean }) {
  const { t } = useTranslation();
  const { revertMinutes } = state;
  // Nobody could ask at that moment what a delegate may do by then.
  const isUnrestricted = useIsUnrestricted();

  return (
    <Stack gap="sm">
      {state.offered.map((override) => (
        <Checkbox
          key={override}
          label={t(`policies.review.override.${override}`)}
          description={t(`policies.review.overrideHelp.${override}`)}
          checked={state.overrides.includes(override)}
          onChange={() => state.toggleOverride(override)}
        />
      ))}
      <Textarea
        label={t("policies.review.reason")}
        description={state.isReasonNeeded ? t("policies.review.reasonNeeded") : t("policies.review.reasonHelp")}
        required={state.isReasonNeeded}
        maxLength={500}
        autosize
        minRows={2}
        value={state.reason}
        onChange={(event) => state.setReason(event.currentTarget.value)}
      />
      {state.nameToType === undefined ? null : (
        <TextInput
          label={t("policies.review.typeName", { name: state.nameToType })}
          description={t("policies.review.typeNameHelp")}
          required
          autoComplete="off"
          value={state.typedName}
          onChange={(event) => state.setTypedName(event.currentTarget.value)}
        />
      )}
      {isRevertOffered && isUnrestricted ? (
        <Group gap="sm" align="flex-end">
          <Checkbox
            label={t("policies.review.revert")}
            description={t("policies.review.revertHelp")}
            checked={revertMinutes !== undefined}
            onChange={(event) => state.setRevertMinutes(event.currentTarget.checked ? usualMinutes : undefined)}
          />
          {revertMinutes === undefined ? null : (
            <NumberInput
              label={t("policies.review.revertMinutes")}
              value={revertMinutes}
              onChange={(value) => state.setRevertMinutes(typeof value === "number" ? value : usualMinutes)}
              min={1}
              max={minutesMax}
              clampBehavior="strict"
              allowDecimal={false}
              w={120}
            />
          )}
        </Group>
      ) : null}
    </Stack>
  );
}
