import { Alert, Button, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCountdown } from "../scope/use-countdown.ts";
import type { SignInFlow } from "./use-sign-in.ts";

/** Steps are valid for some minutes: afterwards this leads back, and the address is still there. */
export function StartAgain({ flow, expiresAt }: { flow: SignInFlow; expiresAt: string }) {
  const { t } = useTranslation();
  const left = useCountdown(Date.parse(expiresAt));
  const again = (
    <Button variant="subtle" onClick={() => flow.go({ at: "identifier" })}>
      {t("signIn.startAgain")}
    </Button>
  );
  if (left > 0) return again;

  return (
    <Alert color="orange" role="alert">
      <Stack align="flex-start" gap="xs">
        {t("signIn.stepExpired")}
        {again}
      </Stack>
    </Alert>
  );
}
