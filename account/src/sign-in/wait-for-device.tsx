import { Button, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CopyField } from "@latchkey/ui";
import type { SignInFlow } from "./use-sign-in.ts";

/** Where only approved devices are let in: what the administrator has to be told, and how to go on afterwards. */
export function WaitForDevice({ flow, reference }: { flow: SignInFlow; reference: string }) {
  const { t } = useTranslation();

  return (
    <Stack>
      <CopyField label={t("signIn.waitReference")} description={t("signIn.waitReferenceHelp")} value={reference} />
      <Button variant="default" onClick={() => flow.go({ at: flow.email === "" ? "identifier" : "method" })}>
        {t("signIn.waitAgain")}
      </Button>
    </Stack>
  );
}
