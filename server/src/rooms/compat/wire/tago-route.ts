import type { Context } from "../../../http/context.ts";

/** Whose token a call takes. `account` calls carry e-mail and password in their body. */
export type TokenKind = "profile" | "analysis" | "run_user" | "anonymous" | "device" | "none";

export interface TagoCall {
  ctx: Context;
  params: Record<string, string>;
  /** As `qs` reads it: nested objects and arrays. */
  query: Record<string, unknown>;
  /** As it was sent; of a call without a caller it may stand for something else, such as a reset. */
  token: string | undefined;
  /** Parsed JSON, or text where the SDK sends raw text. */
  body: unknown;
}

export interface TagoRoute {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the mount, e.g. `/run/users/:id`. */
  path: string;
  tokens: readonly TokenKind[];
  /** A GET that changes something: a token that may only read is refused. */
  writes?: true;
  /** About the caller's own account: closed to whoever acts as a user. */
  isOwnAccount?: true;
  /** The session must have been proved lately, as for the same act in the portal. */
  proof?: "recent";
  /** Calls a minute for one caller. */
  requestsPerMinuteMax?: number;
  handler: (call: TagoCall) => Promise<unknown>;
}

/** An answer that is not 200, or that has a `message` beside its result. */
export class TagoAnswer {
  readonly result: unknown;
  readonly status: number;
  readonly message: string | undefined;

  constructor(result: unknown, { status = 200, message }: { status?: number; message?: string } = {}) {
    this.result = result;
    this.status = status;
    this.message = message;
  }
}

/** What was created: any 2xx suits the SDK, its servers answer 201. */
export function created(result: unknown): TagoAnswer {
  return new TagoAnswer(result, { status: 201 });
}
