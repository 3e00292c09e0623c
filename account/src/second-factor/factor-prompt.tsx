import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ProofMethod } from "@latchkey/contract";
import { recall, remember } from "../scope/remembered.ts";
import { CodeForm } from "./code-form.tsx";
import type { PromptCalls, PromptProof } from "./factor-calls.ts";
import { kindWords } from "./kind-words.ts";
import { PasskeyForm } from "./passkey-form.tsx";
import { PasswordProofForm } from "./password-proof-form.tsx";

interface FactorPromptProps {
  methods: readonly ProofMethod[];
  calls: PromptCalls;
  /** Above the button, such as "trust this device". */
  extra?: ReactNode;
}

/** Proves who somebody is by one of the ways open to them; the way used last on this device comes first. */
export function FactorPrompt({ methods, calls, extra }: FactorPromptProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState(() => firstKind(methods));
  const [isChoosing, setIsChoosing] = useState(false);
  const method = methods.find((each) => each.kind === kind);

  async function prove(proof: PromptProof) {
    await calls.prove(proof);
    if (kind !== undefined && kind !== "recovery_code") remember("factor", kind);
  }

  function choose(next: ProofMethod["kind"]) {
    setKind(next);
    setIsChoosing(false);
  }

  if (isChoosing || method === undefined) {
    return (
      <Stack gap="xs" role="group" aria-label={t("signIn.anotherMethod")}>
        {methods.map((each, index) => (
          <Button
            key={each.kind}
            variant="default"
            justify="flex-start"
            data-autofocus={index === 0 || undefined}
            onClick={() => choose(each.kind)}
          >
            {t(kindWords[each.kind])}
            {each.hint === null ? null : (
              <Text component="span" size="sm" c="dimmed" ms="xs">
                <bdi>{each.hint}</bdi>
              </Text>
            )}
          </Button>
        ))}
      </Stack>
    );
  }

  return (
    <Stack>
      <MethodForm key={method.kind} method={method} calls={{ ...calls, prove }} extra={extra} />
      {methods.length > 1 ? (
        <Button variant="subtle" onClick={() => setIsChoosing(true)}>
          {t("signIn.anotherMethod")}
        </Button>
      ) : null}
    </Stack>
  );
}

interface MethodFormProps {
  method: ProofMethod;
  calls: PromptCalls;
  extra: ReactNode;
}

function MethodForm({ method, calls, extra }: MethodFormProps) {
  if (method.kind === "password") return <PasswordProofForm prove={calls.prove} />;
  if (method.kind === "passkey") return <PasskeyForm calls={calls} extra={extra} />;

  return <CodeForm kind={method.kind} hint={method.hint} calls={calls} extra={extra} />;
}

function firstKind(methods: readonly ProofMethod[]): ProofMethod["kind"] | undefined {
  const last = recall("factor");

  return (methods.find((method) => method.kind === last) ?? methods[0])?.kind;
}
