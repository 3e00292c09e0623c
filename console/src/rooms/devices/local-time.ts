/** Between the API's UTC and a `datetime-local` field, which speaks in the browser's own zone. */
export function toLocalTime(timestamp: string): string {
  const at = new Date(timestamp);
  const pad = (figure: number) => String(figure).padStart(2, "0");
  const date = [at.getFullYear(), pad(at.getMonth() + 1), pad(at.getDate())].join("-");

  return `${date}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

/** Undefined for an empty or half-filled field. */
export function fromLocalTime(text: string): string | undefined {
  const at = new Date(text);

  return text === "" || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
