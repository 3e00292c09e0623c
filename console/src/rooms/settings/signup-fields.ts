import type { SignupField, SignupSettings } from "@latchkey/contract";

/** A field while it is edited: all properties that any kind has, so that switching the kind loses nothing typed. */
export interface FieldDraft {
  type: SignupField["type"];
  name: string;
  label: string;
  value: string;
  isRequired: boolean;
}

export function emptyField(): FieldDraft {
  return { type: "text", name: "", label: "", value: "", isRequired: false };
}

export function toDraft(field: SignupField): FieldDraft {
  return field.type === "hidden"
    ? { ...emptyField(), type: "hidden", name: field.name, value: field.value }
    : { ...emptyField(), type: field.type, name: field.name, label: field.label, isRequired: field.isRequired };
}

export function toField({ type, name, label, value, isRequired }: FieldDraft): SignupField {
  return type === "hidden" ? { type, name, value } : { type, name, label, isRequired };
}

type Verification = SignupSettings["verification"];

export function toSettings(isEnabled: boolean, verification: Verification, fields: readonly FieldDraft[]): SignupSettings {
  return { isEnabled, verification, fields: fields.map(toField) };
}

/** The same list with one entry moved by a place; unchanged at either end. */
export function move<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const moved = [...list];
  const [item] = moved.slice(index, index + 1);
  const to = index + by;
  if (item === undefined || to < 0 || to >= list.length) return moved;

  moved.splice(index, 1);
  moved.splice(to, 0, item);
  return moved;
}

/** Tag keys whose value the person who signs up chooses; hidden ones are the server's. */
export function selfSetKeys(fields: readonly FieldDraft[]): string[] {
  return fields.filter((field) => field.type !== "hidden" && field.name.trim() !== "").map((field) => field.name.trim());
}
