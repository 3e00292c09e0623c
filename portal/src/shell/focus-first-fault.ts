/** Leads to the first field that has to be corrected, once React has marked the fields. */
export function focusFirstFault(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>("form [aria-invalid='true']")?.focus());
}
