import { Code, Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { apiRoutes } from "@latchkey/contract";
import { CopyTextButton } from "../resources/index.ts";

/** A command that stores one record, with this server's own address. */
export function CurlExample({ token }: { token: string }) {
  const { t } = useTranslation();
  const command = sendCommand(`${window.location.origin}${apiRoutes.devices.sendOwnData.path}`, token);

  return (
    <Stack gap="xs">
      <Code
        block
        style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}
        tabIndex={0}
        aria-label={t("resources.device.curl")}
        role="region"
      >
        {command}
      </Code>
      <Group>
        <CopyTextButton label={t("common.copy")} text={() => command} />
      </Group>
    </Stack>
  );
}

function sendCommand(url: string, token: string): string {
  const record = JSON.stringify({ variable: "temperature", value: 21.5, unit: "°C" });

  return [`curl ${url}`, `-H "Authorization: Bearer ${token}"`, `-H "Content-Type: application/json"`, `-d '${record}'`].join(" \\\n  ");
}
