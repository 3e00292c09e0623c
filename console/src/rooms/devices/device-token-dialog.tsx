import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { TokenOnce } from "../resources/index.ts";
import { CurlExample } from "./curl-example.tsx";

interface DeviceTokenDialogProps {
  name: string;
  token: string | null;
  onClose: () => void;
}

/** The token, once, with a command that uses it. */
export function DeviceTokenDialog({ name, token, onClose }: DeviceTokenDialogProps) {
  const { t } = useTranslation();

  return (
    <TokenOnce token={token} title={t("resources.device.tokenTitle", { name })} label={t("resources.device.tokenLabel")} onClose={onClose}>
      <Text size="sm">{t("resources.device.tryIt")}</Text>
      <CurlExample token={token ?? ""} />
    </TokenOnce>
  );
}
