import { StatusBadge } from "@latchkey/ui";
import { Box, Button, Group, Tooltip } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useDashboard } from "./dashboard-context.ts";
import { PeriodPicker } from "./period-picker.tsx";

interface DashboardToolbarProps {
  period: string;
  onPeriodChange: (period: string) => void;
  live: { isLive: boolean; isFailing: boolean };
  isPaused: boolean;
  onPausedChange: (isPaused: boolean) => void;
  actions: ReactNode;
}

export function DashboardToolbar({ period, onPeriodChange, live, isPaused, onPausedChange, actions }: DashboardToolbarProps) {
  return (
    <Group justify="space-between" mb="md" gap="sm">
      <PeriodPicker period={period} onChange={onPeriodChange} />
      <Group gap="xs">
        {live.isLive ? <LiveSwitch isFailing={live.isFailing} isPaused={isPaused} onPausedChange={onPausedChange} /> : null}
        {actions}
      </Group>
    </Group>
  );
}

interface LiveSwitchProps {
  isFailing: boolean;
  isPaused: boolean;
  onPausedChange: (isPaused: boolean) => void;
}

/** Figures that change by themselves must be stoppable (WCAG 2.2.2). */
function LiveSwitch({ isFailing, isPaused, onPausedChange }: LiveSwitchProps) {
  const { t } = useDashboard();
  const isBroken = isFailing && !isPaused;
  const Icon = isPaused ? IconPlayerPlay : IconPlayerPause;

  return (
    <>
      {/* Empty it must stay in the page to be heard later, but take no room in the row. */}
      <Box component="span" role="status" pos={isBroken ? "static" : "absolute"}>
        {isBroken ? <StatusBadge tone="warning" label={t("widgets.liveFailed")} /> : null}
      </Box>
      <Tooltip label={t("widgets.liveHelp")}>
        <Button variant="default" size="xs" leftSection={<Icon size={16} aria-hidden />} onClick={() => onPausedChange(!isPaused)}>
          {isPaused ? t("widgets.resumeLive") : t("widgets.pauseLive")}
        </Button>
      </Tooltip>
    </>
  );
}
