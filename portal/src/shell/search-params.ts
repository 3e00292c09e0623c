/** How page state is written into the address: plain `key=value`, so that people can read, edit and share it. */

export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).flatMap(([key, value]) => (typeof value === "string" && value !== "" ? [[key, value]] : []));
  const text = new URLSearchParams(given).toString();

  return text === "" ? "" : `?${text}`;
}

/** A parameter as text; undefined when it is absent, empty or longer than anybody would type. */
export function readText(value: unknown, lengthMax = 200): string | undefined {
  return typeof value === "string" && value !== "" && value.length <= lengthMax ? value : undefined;
}

/** A parameter that is one of a few words; anything else counts as absent, so that an old link still opens the page. */
export function readOneOf<const T extends string>(value: unknown, choices: readonly T[]): T | undefined {
  return choices.find((choice) => choice === value);
}
