/** How list state is written into the address: plain `key=value`, repeated for lists, so that people can read and edit it. */

export function parseSearch(search: string): Record<string, string | string[]> {
  const params = new URLSearchParams(search);
  const result: Record<string, string | string[]> = {};

  for (const key of new Set(params.keys())) {
    const values = params.getAll(key);
    result[key] = values.length === 1 ? (values[0] ?? "") : values;
  }

  return result;
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();

  for (const [key, value] of Object.entries(search)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null && each !== "") params.append(key, String(each));
    }
  }

  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

export interface Field<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

/**
 * Reads search parameters with the contract's own schemas. A value that does not fit is dropped, not an error:
 * an old or mistyped link still opens the list.
 */
export function keepValid<T extends Record<string, unknown>>(fields: { [K in keyof T]: Field<T[K]> }) {
  return (search: Record<string, unknown>): Partial<T> => {
    const result: Partial<T> = {};

    for (const key in fields) {
      const raw = search[key];
      const parsed = raw === undefined ? null : fields[key].safeParse(raw);
      if (parsed?.success === true && parsed.data !== undefined) result[key] = parsed.data;
    }

    return result;
  };
}

/** A parameter that is one of a few words, such as the open tab. */
export function oneOf<const T extends string>(choices: readonly T[]): Field<T> {
  return {
    safeParse: (value) => {
      const choice = choices.find((each) => each === value);

      return choice === undefined ? { success: false } : { success: true, data: choice };
    },
  };
}
