/** What hostile and careless callers send: material for the tests of what the server refuses or stores to the letter. */

/** Bodies that are no JSON at all. */
export const notJson = [
  "{",
  "}",
  "[1,",
  '"',
  "{'name':'x'}",
  '{"name":}',
  '{"name":"x",}',
  '{"name":"x"}{"name":"y"}',
  '{"name":"x"} trailing',
  '{"name":NaN}',
  '{"name":Infinity}',
  '{"name":undefined}',
  '{"name":"\u0000"}',
  '{"name":"line\nbreak"}',
  '{"name":"\\x41"}',
  '{"name":0x10}',
  '{"name":01}',
  "undefined",
  "name=x&email=y",
  "<?xml version='1.0'?><name/>",
  "\u0000",
  " ",
];

/** JSON, but never an object that the API takes. */
export const notAnObject = ["null", "true", "7", '"text"', '["text"]', "[[]]", "[null]", "{}{}"];

/** Text that means something to SQL, HTML, JavaScript, spreadsheets, templates, shells, logs or Unicode, and nothing to us. */
export const polyglots = [
  "'; drop table users; --",
  `' or '1'='1`,
  `'||(select pg_sleep(5))||'`,
  `\\'; select 1; --`,
  "$1 :name %s %n {0} ${7*7} {{7*7}} #{7*7} <%= 7*7 %>",
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  "javascript:/*--></title></style></textarea></script><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+alert(1)//'>",
  `<!--<img src="--><img src=x onerror=alert(1)//">`,
  "&lt;b&gt; &amp; &#0; %3Cscript%3E",
  `=cmd|' /C calc'!A0`,
  `@SUM(1+1)*cmd|' /C calc'!A0`,
  "; cat /etc/passwd | `id` $(id) && true",
  "../../../../etc/passwd",
  "%00 %0d%0aSet-Cookie: a=b",
  "\\u0000 \\ud800 \\x00",
  '{a,b} "q" NULL \\\\ {}',
  "__proto__",
  "constructor",
  "null",
  "İıſK ﬁ Å",
  "\u202egnp.exe",
  "👩‍🌾🏳️‍🌈 日本語 עברית e\u0301",
  "\ufeffbom",
  "a\tb",
];

/** Query and path values that a parser may stumble over. */
export const oddValues = [
  "",
  " ",
  "'",
  '"',
  "\\",
  "%",
  "\u0000",
  "a\u0000b",
  "-1",
  "0",
  "1.5",
  "1e400",
  "-1e400",
  "NaN",
  "Infinity",
  "0x10",
  "9".repeat(40),
  "9007199254740993",
  "null",
  "undefined",
  "true",
  "[]",
  "[object Object]",
  '{"$gt":""}',
  "__proto__",
  "constructor",
  "..",
  "../../etc/passwd",
  "a".repeat(600),
  "2026-02-30T00:00:00Z",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999999999Z",
  "-infinity",
  "now",
  "\ufffd",
  "👩‍🌾",
  "'; drop table users; --",
  "<script>alert(1)</script>",
];

/** Values of every JSON type, for fields of some other type. */
export const everyType: unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  "",
  "text",
  [],
  [null],
  ["text"],
  [[]],
  {},
  { $ne: null },
  { toString: 1, length: 1 },
];

/** An object in which a field is nested so deep that a recursive check would end the process. */
export function deeplyNested(levels: number, form: "objects" | "lists"): string {
  const [open, close] = form === "objects" ? ['{"a":', "}"] : ["[", "]"];
  return `{"name":${open.repeat(levels)}1${close.repeat(levels)}}`;
}

/** Every object within a value, the value itself included, with the path to it. */
export function objectsIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value).flatMap(([name, each]) => objectsIn(each, [...path, Array.isArray(value) ? Number(name) : name]));
  return Array.isArray(value) ? inner : [path, ...inner];
}

/** A copy of `value` in which the object at `path` is changed. */
export function changedAt(
  value: unknown,
  path: readonly (string | number)[],
  change: (object: Record<string, unknown>) => Record<string, unknown>,
): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return change(value as Record<string, unknown>);
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  copy[first] = changedAt(copy[first], rest, change);
  return copy;
}

/** Every text within a value, keys left out. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
