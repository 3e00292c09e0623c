/** Errors on the wire: problem details, RFC 9457, with a stable `code`. */
import { z } from "zod";

export const fieldError = z.strictObject({
  path: z.string().describe("Where in the request, e.g. body.tags.0.key"),
  message: z.string(),
});

export const problem = z.object({
  type: z.string().describe("Address of the page that explains this error"),
  title: z.string(),
  status: z.number().int(),
  code: z.string().describe("Stable; listed in docs/errors.md"),
  detail: z.string().optional(),
  errors: z.array(fieldError).optional(),
  requestId: z.string(),
});
export type Problem = z.infer<typeof problem> & Record<string, unknown>;
