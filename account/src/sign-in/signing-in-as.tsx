import { Anchor, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SignInFlow } from "./use-sign-in.ts";

/** Whose account it is, and the way back; the hidden field tells password managers too. */
export function SigningInAs({ flow }: { flow: SignInFlow }) {
  const { t } = useTranslation();

  return (
    <Group justify="space-between" gap="xs">
      <div>
        <Text size="xs" c="dimmed">
          {t("signIn.as")}
        </Text>
        <Text fw={600} style={{ overflowWrap: "anywhere" }}>
          <bdi>{flow.email}</bdi>
        </Text>
      </div>
      <Anchor component="button" type="button" size="sm" underline="always" onClick={() => flow.go({ at: "identifier" })}>
        {t("signIn.otherAddress")}
      </Anchor>
    </Group>
  );
}
