import { Badge } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX, IconInfoCircle } from "@tabler/icons-react";
import type { ComponentType } from "react";

export type Tone = "neutral" | "positive" | "warning" | "danger" | "info";

const looks = {
  neutral: { color: "gray", icon: IconCircleDashed },
  positive: { color: "green", icon: IconCircleCheck },
  warning: { color: "orange", icon: IconAlertTriangle },
  danger: { color: "red", icon: IconCircleX },
  info: { color: "blue", icon: IconInfoCircle },
} as const;

export interface StatusBadgeProps {
  tone: Tone;
  /** The word: colour and icon only repeat it. */
  label: string;
  icon?: ComponentType<{ size?: number; "aria-hidden"?: boolean }>;
  size?: "sm" | "md" | "lg";
}

export function StatusBadge({ tone, label, icon, size = "md" }: StatusBadgeProps) {
  const look = looks[tone];
  const Icon = icon ?? look.icon;

  return (
    <Badge miw="max-content" color={look.color} size={size} leftSection={<Icon size={14} aria-hidden />}>
      {label}
    </Badge>
  );
}
