import { cleanAddress, cleanBody, cleanText, isSecretKind, toPublicLink } from "./mail.rules.ts";
import type { StoredValues } from "./mail.tables.ts";
import type { TemplateDefinition, VariableKind } from "./templates/template-list.ts";

export type GivenValues = Readonly<Record<string, string | number | Date | null>>;

export interface SortedValues {
  /** What may be kept and shown: secrets masked, so that the log tells whether there was one. */
  values: StoredValues;
  /** What lets somebody in; null where there is nothing of the kind. */
  secret: StoredValues | null;
  /** When the secrets end. */
  expiresAt: Date | null;
}

// Addresses of people, which must not be taken apart as other text is.
const addressVariables = new Set(["email", "newEmail", "sender"]);

/** Checks and cleans what a message is to speak of, and parts secrets from the rest. Throws when names or kinds are wrong. */
export function sortValues(definition: TemplateDefinition, given: GivenValues, publicUrl: string): SortedValues {
  const unknown = Object.keys(given).find((name) => !(name in definition.variables));
  if (unknown !== undefined) throw new Error(`the message knows no ${unknown}`);

  const values: StoredValues = {};
  const secret: StoredValues = {};
  for (const [name, kind] of Object.entries(definition.variables)) {
    const value = toStored(name, { kind, value: given[name] ?? null, publicUrl });
    if (isSecretKind(kind)) secret[name] = value;
    values[name] = isSecretKind(kind) && value !== null ? masked(kind, publicUrl) : value;
  }

  const hasSecret = Object.values(secret).some((value) => value !== null);
  const expiresAt = given["expiresAt"] instanceof Date ? given["expiresAt"] : null;
  if (hasSecret && expiresAt === null) throw new Error("a message with a code or a link says until when it is valid");
  return { values, secret: hasSecret ? secret : null, expiresAt };
}

function masked(kind: VariableKind, publicUrl: string): string {
  return kind.startsWith("code") ? "••••••" : `${publicUrl}/…`;
}

interface Given {
  kind: VariableKind;
  value: string | number | Date | null;
  publicUrl: string;
}

function toStored(name: string, { kind, value, publicUrl }: Given): string | number | null {
  if (value === null) {
    if (kind.endsWith("?")) return null;
    throw new Error(`the message needs ${name}`);
  }
  switch (kind.replace("?", "")) {
    case "time":
      if (!(value instanceof Date)) throw new Error(`${name} must be a time`);
      return value.toISOString();
    case "number":
      if (typeof value !== "number") throw new Error(`${name} must be a number`);
      return value;
    case "page":
    case "link":
      return toPublicLink(publicUrl, String(value));
    case "code":
      if (!/^[\w-]{4,64}$/.test(String(value))) throw new Error(`${name} must be a code`);
      return String(value);
    case "body":
      return cleanBody(String(value));
    default:
      return addressVariables.has(name) ? cleanAddress(String(value)) : cleanText(String(value));
  }
}
