import { Button, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { PasswordInput } from "@latchkey/ui";
import { Refusal } from "../scope/refusal.tsx";
import type { PromptCalls } from "./factor-calls.ts";

export function PasswordProofForm({ prove }: Pick<PromptCalls, "prove">) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const proving = useMutation({ mutationFn: () => prove({ password }) });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setIsMissing(password === "");
    if (password !== "") proving.mutate();
  }

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Refusal error={proving.error} />
        <PasswordInput
          label={t("common.password")}
          autoComplete="current-password"
          isRequired
          hasAutoFocus
          value={password}
          onChange={setPassword}
          error={isMissing ? t("signIn.passwordMissing") : undefined}
        />
        <Button type="submit" fullWidth loading={proving.isPending}>
          {t("signIn.confirm")}
        </Button>
      </Stack>
    </form>
  );
}
