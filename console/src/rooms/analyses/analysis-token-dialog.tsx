import { Code, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { apiRoutes } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";
import { CopyTextButton, TokenOnce } from "../resources/index.ts";

interface AnalysisTokenDialogProps {
  name: string;
  token: string | null;
  onClose: () => void;
}

/** The token, once, with a command that uses it. */
export function AnalysisTokenDialog({ name, token, onClose }: AnalysisTokenDialogProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const path = api.url(apiRoutes.devices.listDevices, { params: { profileId } });
  const command = `curl ${window.location.origin}${path} \\\n  -H "Authorization: Bearer ${token ?? ""}"`;

  return (
    <TokenOnce
      token={token}
      title={t("resources.analysis.tokenTitle", { name })}
      label={t("resources.analysis.tokenLabel")}
      onClose={onClose}
    >
      <Text size="sm">{t("resources.analysis.tryIt")}</Text>
      <Code
        block
        style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}
        tabIndex={0}
        role="region"
        aria-label={t("resources.device.curl")}
      >
        {command}
      </Code>
      <Group>
        <CopyTextButton label={t("common.copy")} text={() => command} />
      </Group>
    </TokenOnce>
  );
}
