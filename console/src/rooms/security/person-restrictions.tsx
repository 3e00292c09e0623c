import { Button, Group, Stack, Switch, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import { defaultSecuritySettings } from "@latchkey/contract";
import type { OwnRestrictions, Restrictions } from "@latchkey/contract";
import { ConfirmDialog } from "@latchkey/ui";
import { errorsBelow, ProblemAlert, sayDone } from "../../shell/index.ts";
import { Part } from "./part.tsx";
import type { Person } from "./person.ts";
import { RestrictionsFields } from "./restrictions-fields.tsx";
import { Section } from "./section.tsx";
import { useChange, usePart } from "./use-person.ts";

interface PersonRestrictionsProps {
  person: Person;
  calls: NonNullable<Person["restrictions"]>;
}

/** Rules about from where and when, for this person alone. */
export function PersonRestrictions({ person, calls }: PersonRestrictionsProps) {
  const { t } = useTranslation();
  const own = usePart(person, "restrictions", calls.get);

  return (
    <Section title={t("security.restrictions")} text={t("security.hasOwnHelp")}>
      <Part query={own}>{(data) => <OwnRules key={data.version} own={data} person={person} calls={calls} />}</Part>
    </Section>
  );
}

function OwnRules({ own, person, calls }: PersonRestrictionsProps & { own: OwnRestrictions }) {
  const { t } = useTranslation();
  const [rules, setRules] = useState<Restrictions | null>(own.restrictions);
  const [isDismissed, setIsDismissed] = useState(false);
  const saving = useChange(person, calls.put);
  const errors = errorsBelow(saving.error, "restrictions");
  const isLockOut = saving.error instanceof ProblemError && saving.error.code === "restrictions.would_lock_you_out";
  const isDirty = JSON.stringify(rules) !== JSON.stringify(own.restrictions);

  function save(confirmLockOut: boolean) {
    setIsDismissed(false);
    saving.mutate(
      { version: own.version, restrictions: rules, confirmLockOut },
      { onSuccess: () => sayDone(t("security.restrictionsSaved")) },
    );
  }

  return (
    <Stack gap="sm">
      <Switch
        label={t("security.hasOwn")}
        checked={rules !== null}
        onChange={(event) => setRules(event.currentTarget.checked ? defaultSecuritySettings.restrictions : null)}
      />
      {rules === null ? null : <RestrictionsFields value={rules} onChange={setRules} errorOf={(path) => errors[path]} />}
      {own.caller.address === null || rules === null ? null : (
        <Text size="sm" c="dimmed">
          {t("security.yourAddress", { address: own.caller.address })}
        </Text>
      )}
      {isLockOut ? null : <ProblemAlert error={saving.error} />}
      {person.mayEdit ? (
        <Group>
          <Button variant="default" disabled={!isDirty} loading={saving.isPending} onClick={() => save(false)}>
            {t("security.restrictionsSave")}
          </Button>
        </Group>
      ) : null}
      <ConfirmDialog
        isOpen={isLockOut && !isDismissed}
        isDangerous
        onClose={() => setIsDismissed(true)}
        onConfirm={() => save(true)}
        isBusy={saving.isPending}
        title={t("security.lockOutTitle")}
        confirmLabel={t("security.lockOutConfirm")}
      >
        <Text>{t("security.lockOutText")}</Text>
      </ConfirmDialog>
    </Stack>
  );
}
