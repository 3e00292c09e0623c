import { toErrorAnswer } from "../../../http/error-answer.ts";
import { LatchkeyError } from "../../../platform/errors.ts";

export interface TagoError {
  status: number;
  message: string;
  isUnexpected: boolean;
}

/**
 * The one shape of error that TagoIO's clients know. Never 5xx for what was to be expected: the SDK would repeat the call, five
 * times in 22 seconds.
 */
export function toTagoError(thrown: unknown, requestId: string): TagoError {
  const { status, problem, retryAfterSeconds, isUnexpected } = toErrorAnswer(thrown, requestId);
  const text =
    problem.detail ?? (problem.errors ? problem.errors.map(({ path, message }) => `${bare(path)} ${message}`).join("; ") : problem.title);

  if (status === 429 || status === 503)
    return { status: 429, message: `Too many requests (Retry-After: ${retryAfterSeconds ?? 8})`, isUnexpected };
  if (status === 402) return { status, message: `You have exceeded the maximum limit of Data Output. ${text}`, isUnexpected };
  if ((status === 401 || status === 403) && isDenial(thrown)) return { status: 401, message: denial(text), isUnexpected };
  if (status === 409 || status === 412 || status === 428) return { status: 400, message: text, isUnexpected };
  return { status, message: status === 404 && problem.code === "http.not_found" ? "Not Found" : text, isUnexpected };
}

function bare(path: string): string {
  return path.replace(/^(body|query|params)\./, "");
}

function isDenial(thrown: unknown): boolean {
  return thrown instanceof LatchkeyError && /^(http\.not_signed_in|http\.not_allowed|compat\.)/.test(thrown.code);
}

function denial(text: string): string {
  return text.startsWith("Authorization Denied") ? text : `Authorization Denied: ${text}`;
}
