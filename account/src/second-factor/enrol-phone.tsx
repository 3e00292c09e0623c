import { Button, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

interface EnrolPhoneProps {
  isBusy: boolean;
  onSubmit: (phoneNumber: string) => void;
}

/** The number that codes go to. What people put between the digits does not count. */
export function EnrolPhone({ isBusy, onSubmit }: EnrolPhoneProps) {
  const { t } = useTranslation();
  const [phone, setPhone] = useState("");
  const [isWrong, setIsWrong] = useState(false);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const phoneNumber = phone.replaceAll(/[\s()/.-]/g, "").replace(/^00/, "+");
    const isRight = /^\+[1-9]\d{6,14}$/.test(phoneNumber);
    setIsWrong(!isRight);
    if (isRight) onSubmit(phoneNumber);
  }

  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <TextInput
          label={t("signIn.phone")}
          description={t("signIn.phoneHelp")}
          type="tel"
          autoComplete="tel"
          maxLength={30}
          required
          data-autofocus
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
          error={isWrong ? t("signIn.phoneInvalid") : undefined}
        />
        <Button type="submit" fullWidth loading={isBusy}>
          {t("signIn.sendCode")}
        </Button>
      </Stack>
    </form>
  );
}
