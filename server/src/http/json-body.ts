import type { FastifyInstance } from "fastify";
import { httpErrors } from "./http.errors.ts";

/** Nothing the API takes is nested deeper than a dozen levels; validators recurse, so depth is bounded before they run. */
const depthMax = 50;

/**
 * Parses JSON bodies. Refuses what could be parsed but neither checked nor stored faithfully: nesting that would exhaust
 * the stack, and lone surrogates, which PostgreSQL would replace by a question mark or refuse half way.
 */
export function registerJsonBody(app: FastifyInstance, { isEmptyAllowed = false }: { isEmptyAllowed?: boolean } = {}): void {
  // Fastify reads plain text too, unless told not to.
  app.removeAllContentTypeParsers();
  // "error": keys such as __proto__ are refused rather than dropped.
  const parse = app.getDefaultJsonParser("error", "error");

  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, text, done) => {
    if (isEmptyAllowed && text === "") return done(null, undefined);
    void parse(request, text.toString(), (error, body: unknown) => {
      const problem = error === null ? findProblem(body) : null;
      if (problem === null) done(error, body);
      else done(httpErrors.bad_request({ errors: [{ path: "body", message: problem }] }));
    });
  });
}

function findProblem(body: unknown): string | null {
  // A list of what is still to be looked at instead of recursion: the very depth that is searched for would end that.
  const open: { value: unknown; depth: number }[] = [{ value: body, depth: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value === "string" && hasLoneSurrogate(value)) return "must not contain half a character (a lone surrogate)";
    if (typeof value !== "object" || value === null) continue;

    if (depth > depthMax) return `must not be nested deeper than ${depthMax} levels`;
    for (const [key, inner] of Object.entries(value)) {
      if (hasLoneSurrogate(key)) return "must not contain half a character (a lone surrogate)";
      open.push({ value: inner, depth: depth + 1 });
    }
  }
  return null;
}

function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
