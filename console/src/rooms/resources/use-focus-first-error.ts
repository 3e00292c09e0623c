import { useEffect } from "react";
import type { RefObject } from "react";

/** After a refused save the keyboard stands in the first field that needs attention. */
export function useFocusFirstError(formRef: RefObject<HTMLFormElement | null>, errors: Readonly<Record<string, string>>): void {
  useEffect(() => {
    if (Object.keys(errors).length === 0) return;

    formRef.current?.querySelector<HTMLElement>("[aria-invalid='true'], [data-error='true'] input, [data-rule-error]")?.focus();
  }, [formRef, errors]);
}
