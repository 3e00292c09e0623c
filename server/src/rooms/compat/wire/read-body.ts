import { emailAddress, tags as tagList, type Tag } from "@latchkey/contract";
import { z } from "zod";
import { compatErrors } from "./compat.errors.ts";

/** Checks a body; unknown keys are left alone, because clients send back whole objects as they were read. */
export function readBody<Shape extends z.ZodType>(schema: Shape, body: unknown): z.output<Shape> {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join(".") || "body"} ${issue.message}`);
  throw compatErrors.not_valid({ detail: problems.join("; ") });
}

/** A single value as text. Objects have none: one that names its own `toString` would break what asks it. */
export function readText(value: unknown, field: string): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  throw compatErrors.not_valid({ detail: `${field}: must be a text or a number` });
}

/** Those of the given keys that were sent. */
export function pick(body: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.filter((key) => body[key] !== undefined).map((key) => [key, body[key]]));
}

const looseTag = z.object({ key: z.string(), value: z.union([z.string(), z.number(), z.boolean()]).transform(String) });

/** TagoIO's tags; a pair that repeats is one. */
export const tagoTags = z
  .array(looseTag)
  .transform((list): Tag[] => [...new Map(list.map(({ key, value }) => [`${key}=${value}`, { key, value }])).values()])
  .pipe(tagList);

export const credentials = z.object({
  email: emailAddress,
  password: z.string().min(1).max(256),
  otp_type: z.enum(["authenticator", "sms", "email"]).optional(),
  pin_code: z.coerce.string().max(40).optional(),
});

/** Ids are always 24 lower-case hexadecimal characters; anything else is nobody's. */
export function readId(value: string | undefined): string {
  if (value !== undefined && /^[0-9a-f]{24}$/.test(value)) return value;
  throw compatErrors.not_valid({ detail: "Invalid ID" });
}
