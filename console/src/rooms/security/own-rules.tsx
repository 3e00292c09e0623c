import { Button, Group, Stack, Switch, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@latchkey/client";
import { defaultSecuritySettings } from "@latchkey/contract";
import type { OwnRestrictions, Restrictions } from "@latchkey/contract";
import { ConfirmDialog } from "@latchkey/ui";
import { errorsBelow, ProblemAlert, sayDone } from "../../shell/index.ts";
import type { RestrictionsChange } from "./person.ts";
import { RestrictionsFields } from "./restrictions-fields.tsx";
import { useChange } from "./use-person.ts";

export interface RulesCalls {
  get: (signal: AbortSignal) => Promise<OwnRestrictions>;
  put: (change: RestrictionsChange) => Promise<OwnRestrictions>;
}

/** A person, a role or a token. */
export interface RulesHolder {
  mayEdit: boolean;
  queryKey: readonly unknown[];
}

interface OwnRulesProps {
  own: OwnRestrictions;
  holder: RulesHolder;
  calls: RulesCalls;
  /** Of the switch between no rules and some. */
  label: string;
  onSaved?: () => void;
}

/** The rules of one holder, with the question before somebody keeps themselves out. */
export function OwnRules({ own, holder, calls, label, onSaved }: OwnRulesProps) {
  const { t } = useTranslation();
  const [rules, setRules] = useState<Restrictions | null>(own.restrictions);
  const [isDismissed, setIsDismissed] = useState(false);
  const saving = useChange(holder, calls.put);
  const errors = errorsBelow(saving.error, "restrictions");
  const isLockOut = saving.error instanceof ProblemError && saving.error.code === "restrictions.would_lock_you_out";
  const isDirty = JSON.stringify(rules) !== JSON.stringify(own.restrictions);

  function save(confirmLockOut: boolean) {
    setIsDismissed(false);
    saving.mutate(
      { version: own.version, restrictions: rules, confirmLockOut },
      {
        onSuccess: () => {
          sayDone(t("security.restrictionsSaved"));
          onSaved?.();
        },
      },
    );
  }

  return (
    <Stack gap="sm">
      <Switch
        label={label}
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
      {holder.mayEdit ? (
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
