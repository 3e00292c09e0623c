import type { UseFormReturnType } from "@mantine/form";
import type { SecuritySettings } from "@latchkey/contract";

export type SecurityFormApi = UseFormReturnType<SecuritySettings>;

export interface SectionProps {
  form: SecurityFormApi;
}

/** Number fields give "" for nothing; the server says null. */
export function toNumberOrNull(value: string | number): number | null {
  return value === "" ? null : Number(value);
}
