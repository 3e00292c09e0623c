import { Button, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NewFactor, SecondFactorMethod } from "@latchkey/contract";
import { Refusal } from "../scope/refusal.tsx";
import classes from "./enrol-factor.module.css";
import { EnrolCode } from "./enrol-code.tsx";
import { EnrolPasskey } from "./enrol-passkey.tsx";
import type { EnrolCalls } from "./factor-calls.ts";
import { EnrolPhone } from "./enrol-phone.tsx";
import { enrolWords } from "./kind-words.ts";

interface EnrolFactorProps {
  kinds: readonly SecondFactorMethod[];
  calls: EnrolCalls;
}

/** Sets up one second factor: which kind, then what that kind needs. */
export function EnrolFactor({ kinds, calls }: EnrolFactorProps) {
  const { t } = useTranslation();
  const only = kinds.length === 1 ? kinds[0] : undefined;
  const [kind, setKind] = useState<SecondFactorMethod | undefined>(only === "totp" || only === "email_code" ? undefined : only);
  const starting = useMutation({ mutationFn: (factor: NewFactor) => calls.start(factor) });

  function choose(next: SecondFactorMethod) {
    setKind(next);
    if (next === "totp" || next === "email_code") starting.mutate({ kind: next });
  }

  function leave() {
    setKind(undefined);
    starting.reset();
  }

  if (kind === undefined) return <KindChoice kinds={kinds} onChoose={choose} />;

  return (
    <Stack>
      <Refusal error={starting.error} tried="code" />
      {kind === "passkey" ? <EnrolPasskey calls={calls} /> : null}
      {kind === "sms_code" && starting.data === undefined ? (
        <EnrolPhone isBusy={starting.isPending} onSubmit={(phoneNumber) => starting.mutate({ kind: "sms_code", phoneNumber })} />
      ) : null}
      {starting.data === undefined ? null : (
        <EnrolCode
          enrolment={starting.data}
          confirm={calls.confirm}
          onResend={() => starting.variables !== undefined && starting.mutate(starting.variables)}
          isSending={starting.isPending}
        />
      )}
      {kinds.length > 1 ? (
        <Button variant="subtle" onClick={leave}>
          {t("signIn.anotherMethod")}
        </Button>
      ) : null}
    </Stack>
  );
}

function KindChoice({ kinds, onChoose }: { kinds: readonly SecondFactorMethod[]; onChoose: (kind: SecondFactorMethod) => void }) {
  const { t } = useTranslation();

  return (
    <Stack gap="xs" role="group" aria-label={t("signIn.enrolChoose")}>
      {kinds.map((kind) => (
        <Button
          key={kind}
          variant="default"
          className={classes.choice}
          classNames={{ label: classes.label, inner: classes.inner }}
          onClick={() => onChoose(kind)}
        >
          <span>{t(enrolWords[kind].name)}</span>
          <Text component="span" size="sm" c="dimmed" fw={400}>
            {t(enrolWords[kind].text)}
          </Text>
        </Button>
      ))}
    </Stack>
  );
}
