import type { RouteAnswer, RouteInput, RouteSpec } from "@latchkey/contract";
import type { Context } from "./context.ts";

/** What a handler may do to the answer besides its body. */
export interface ReplyTools {
  /** Sets the HttpOnly session cookie of the console, or of one portal when `slug` is given. */
  startSession(session: { token: string; expiresAt: Date; slug?: string }): void;
  endSession(session: { slug?: string }): void;
}

/** Rows of a CSV file, streamed as they are read. */
export interface CsvDownload {
  fileName: string;
  lines: AsyncIterable<string>;
}

export interface PdfDownload {
  fileName: string;
  content: NodeJS.ReadableStream;
}

type Answer<R extends RouteSpec> = R["answer"] extends { contentType: "text/csv" }
  ? CsvDownload
  : R["answer"] extends { contentType: "application/pdf" }
    ? PdfDownload
    : RouteAnswer<R>;
export type Handler<R extends RouteSpec> = (ctx: Context, input: RouteInput<R>, reply: ReplyTools) => Promise<Answer<R>>;

/** One route with what answers it. */
export interface RouteEntry {
  spec: RouteSpec;
  handler: (ctx: Context, input: never, reply: ReplyTools) => Promise<unknown>;
}

/** Ties a route of the contract to its verb; the types of both must agree. */
export function on<R extends RouteSpec>(spec: R, handler: Handler<R>): RouteEntry {
  return { spec, handler };
}
