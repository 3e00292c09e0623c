/** Splits policy text into words, quoted texts and marks. */
import { PolicyTextError } from "./policy-text-error.ts";

export interface Token {
  kind: "word" | "text" | "mark" | "end";
  /** A quoted text without its quotes and escapes. */
  value: string;
  offset: number;
}

const marks = "=,()";

/** Always ends with a token of kind `end`. */
export function toTokens(source: string): Token[] {
  const tokens: Token[] = [];
  let offset = 0;

  while (offset < source.length) {
    const character = source.charAt(offset);
    if (/\s/.test(character)) {
      offset += 1;
      continue;
    }
    const { token, length } = readToken(source, offset);
    tokens.push(token);
    offset += length;
  }

  return [...tokens, { kind: "end", value: "", offset: source.length }];
}

function readToken(source: string, offset: number): { token: Token; length: number } {
  const character = source.charAt(offset);
  if (character === '"') return readText(source, offset);
  if (marks.includes(character)) return { token: { kind: "mark", value: character, offset }, length: 1 };

  const [found = character] = source.slice(offset).match(/^[^\s"=,()]+/) ?? [];
  // A full stop ends a sentence only after a word, not within one such as 10.0.0.1.
  const value = found.length > 1 && found.endsWith(".") ? found.slice(0, -1) : found;
  const kind = value === "." ? "mark" : "word";

  return { token: { kind, value, offset }, length: value.length };
}

function readText(source: string, offset: number): { token: Token; length: number } {
  let end = offset + 1;
  while (end < source.length && source.charAt(end) !== '"') end += source.charAt(end) === "\\" ? 2 : 1;
  if (end >= source.length) throw new PolicyTextError(offset, ['the closing " of this text'], "");

  const raw = source.slice(offset, end + 1);
  const value = unescape(raw);
  if (value === undefined) throw new PolicyTextError(offset, ['a text in which every " and \\ inside has a \\ before it'], raw);

  return { token: { kind: "text", value, offset }, length: raw.length };
}

function unescape(raw: string): string | undefined {
  try {
    // Line breaks and tabs may be typed as they are; JSON wants them escaped.
    const value: unknown = JSON.parse(raw.replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t"));

    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
