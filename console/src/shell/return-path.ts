/**
 * Where to go after signing in: a path inside this application, else its start.
 * `//host` and `/\host` are other hosts to a browser, which would make the sign-in page an open redirect.
 */
export function toReturnPath(wish: unknown): string {
  if (typeof wish !== "string" || !/^\/(?![/\\])/.test(wish)) return "/";

  return /[\\\p{Cc}]/u.test(wish) ||
    /^\/(sign-in|setup|forgot-password|choose-password|email-change|email-change-undo|deletion-undo)([/?]|$)/.test(wish)
    ? "/"
    : wish;
}
