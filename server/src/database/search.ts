/** Escapes what a person typed for use inside a LIKE pattern: `%` and `_` are letters like any other. */
export function likePattern(search: string): string {
  return `%${search.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
