import { Button, Group, NumberInput, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LeaveGuard, ProblemAlert, sayDone, useProblemForm } from "../../shell/index.ts";
import { useLimitDataOutput } from "../profiles/index.ts";
import { isRecordsMax } from "./is-records-max.ts";

interface OutputLimitFormProps {
  profileId: string;
  /** Null: none. */
  recordsMax: number | null;
}

/** A figure, or nothing for no limit. */
export function OutputLimitForm({ profileId, recordsMax }: OutputLimitFormProps) {
  const { t } = useTranslation();
  const limit = useLimitDataOutput(profileId);
  const { form, error, others, refuse, accept } = useProblemForm<{ recordsMax: number | string }>({
    initialValues: { recordsMax: recordsMax ?? "" },
    validate: { recordsMax: (typed) => (isRecordsMax(typed) ? null : t("settings.outputMaxWrong")) },
  });

  const submit = form.onSubmit((values) => {
    accept();
    limit.mutate(values.recordsMax === "" ? null : Number(values.recordsMax), {
      onError: refuse,
      onSuccess: () => {
        form.resetDirty();
        sayDone(t("settings.outputSaved"));
      },
    });
  });

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <LeaveGuard isDirty={form.isDirty()} />
        <ProblemAlert error={error} others={others} />
        <NumberInput
          label={t("settings.outputMax")}
          description={t("settings.outputMaxHelp")}
          maw={320}
          thousandSeparator=","
          clampBehavior="none"
          {...form.getInputProps("recordsMax")}
        />
        <Group>
          <Button type="submit" disabled={!form.isDirty()} loading={limit.isPending}>
            {t("settings.outputSave")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
