import type { RouteSpec } from "@latchkey/contract";

export interface UrlParts {
  params?: unknown;
  query?: unknown;
}

/** The address of a route: path parameters filled in, list values repeated, absent ones left out. */
export function buildUrl(baseUrl: string, route: RouteSpec, parts: UrlParts): string {
  const path = fillPath(route.path, asRecord(parts.params));
  const query = buildQuery(asRecord(parts.query));

  return query === "" ? `${baseUrl}${path}` : `${baseUrl}${path}?${query}`;
}

function fillPath(path: string, params: Record<string, unknown>): string {
  return path.replace(/:([A-Za-z]\w*)/g, (_, name: string) => {
    const value = params[name];
    const isUsable = (typeof value === "string" && value !== "") || typeof value === "number";
    // An empty or missing id would silently address the list instead of one thing.
    if (!isUsable) throw new TypeError(`${path} needs the path parameter ${name}`);

    return encodeURIComponent(value);
  });
}

function buildQuery(query: Record<string, unknown>): string {
  const search = new URLSearchParams();

  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null) search.append(name, String(each));
    }
  }

  return search.toString();
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
