import { NumberInput } from "@mantine/core";
import type { ReactNode } from "react";
import { toNumberOrNull } from "./security-form.ts";

interface OptionalNumberProps {
  label: string;
  description?: string;
  value: number | null;
  onChange: (value: number | null) => void;
  min: number;
  max: number;
  error?: ReactNode;
}

/** A figure that may be left out; what that means stands below the label. */
export function OptionalNumber({ value, onChange, ...input }: OptionalNumberProps) {
  return (
    <NumberInput
      {...input}
      maw={320}
      allowDecimal={false}
      clampBehavior="none"
      value={value ?? ""}
      onChange={(next) => onChange(toNumberOrNull(next))}
    />
  );
}
