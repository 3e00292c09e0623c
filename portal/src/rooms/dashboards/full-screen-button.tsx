import { ActionIcon, Tooltip } from "@mantine/core";
import { IconMaximize, IconMinimize } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFullScreen } from "./use-full-screen.ts";

export function FullScreenButton() {
  const { t } = useTranslation();
  const { isOn, canBe, toggle } = useFullScreen();
  if (!canBe) return null;

  const label = isOn ? t("portal.leaveFullScreen") : t("portal.fullScreen");
  const Icon = isOn ? IconMinimize : IconMaximize;

  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={36} aria-label={label} onClick={toggle}>
        <Icon size={18} stroke={1.6} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
