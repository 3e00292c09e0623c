const statement = /(?:^|\n)[ \t]*(?:import|export)\b([^;"'`]*?)\bfrom\s*["']([^"'\n]+)["']/g;
const bare = /(?:^|\n)[ \t]*import\s*["']([^"'\n]+)["']/g;
const dynamic = /\bimport\s*\(\s*["']([^"'\n]+)["']\s*\)/g;

/**
 * Reads a file's imports from its text, without a compiler: what each names, and which values it takes (types are left out).
 * `*` stands for everything.
 * @param {string} text
 * @returns {{ specifier: string, values: string[] }[]}
 */
export function listImports(text) {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, "");
  const statements = [...code.matchAll(statement)].map(([, names = "", specifier = ""]) => ({ specifier, values: listValues(names) }));
  const others = [...code.matchAll(bare), ...code.matchAll(dynamic)].map(([, specifier = ""]) => ({ specifier, values: ["*"] }));
  return [...statements, ...others];
}

/** Of `type { A }` nothing, of `{ type A, b as c }` only `b`, of anything without braces everything. */
function listValues(names) {
  if (/^\s*type\b/.test(names)) return [];
  const list = names.match(/^\s*\{([^}]*)\}\s*$/)?.[1];
  if (list === undefined) return ["*"];

  const marked = list.split(",").map((name) => name.trim());
  return marked.filter((name) => name !== "" && !name.startsWith("type ")).map((name) => name.replace(/ as .*$/, ""));
}
