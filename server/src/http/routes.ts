import type { Readable } from "node:stream";
import type { RouteAnswer, RouteInput, RouteSpec } from "@latchkey/contract";
import type { Context } from "./context.ts";

/** What a handler may do to the answer besides its body. */
export interface ReplyTools {
  /** Sets the HttpOnly session cookie of the console, or of one portal when `slug` is given, and the one that tells the browser. */
  startSession(session: { token: string; expiresAt: Date; slug?: string | undefined; browserToken?: string | null }): void;
  /** By which the browser is known again, although nobody is signed in. */
  rememberBrowser(browser: { browserToken: string; slug?: string | undefined }): void;
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

/** Server-sent events, open until either side ends it. */
export interface EventStream {
  events: Readable;
}

type Answer<R extends RouteSpec> = R["answer"] extends { contentType: "text/csv" }
  ? CsvDownload
  : R["answer"] extends { contentType: "text/event-stream" }
    ? EventStream
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
