import { Button, Stack } from "@mantine/core";
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { NewPasswordInput, passwordError, ProblemAlert } from "../../shell/index.ts";
import type { useChoosePassword } from "./use-choose-password.ts";

/** One field, not two: what was typed can be shown, so nobody has to type it twice. */
export function ChoosePasswordForm({ choose }: { choose: ReturnType<typeof useChoosePassword> }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const refused = passwordError(t, choose.error);

  function change(value: string) {
    setPassword(value);
    setIsMissing(false);
    // The refusal was about what stood there before.
    if (choose.isError) choose.reset();
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setIsMissing(password === "");
    if (password !== "") choose.mutate(password);
  }

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        {refused === undefined ? <ProblemAlert error={choose.error} /> : null}
        <NewPasswordInput
          label={t("common.newPassword")}
          value={password}
          onChange={change}
          error={isMissing ? t("portal.passwordMissing") : refused}
          identity={[]}
          hasAutoFocus
        />
        <Button type="submit" fullWidth loading={choose.isPending}>
          {t("portal.choosePasswordSubmit")}
        </Button>
      </Stack>
    </form>
  );
}
