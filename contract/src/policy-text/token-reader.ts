import { PolicyTextError } from "./policy-text-error.ts";
import { toTokens } from "./tokens.ts";
import type { Token } from "./tokens.ts";

/** Reads tokens one after the other and remembers what would have fitted at the furthest place it came to. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #index = 0;
  #furthest = 0;
  #expected = new Set<string>();

  constructor(source: string) {
    this.#tokens = toTokens(source);
  }

  get offset(): number {
    return this.#at(this.#index).offset;
  }

  get isAtEnd(): boolean {
    return this.#at(this.#index).kind === "end";
  }

  /** Takes these words, whatever their case, or nothing at all. */
  takeWords(phrase: string): boolean {
    const words = phrase.split(" ");
    const isThere = words.every((word, step) => {
      const token = this.#at(this.#index + step);
      return token.kind === "word" && token.value.toLowerCase() === word.toLowerCase();
    });
    if (isThere) this.#index += words.length;
    else this.#missed(`"${phrase}"`);

    return isThere;
  }

  takeMark(mark: string): boolean {
    const token = this.#at(this.#index);
    const isThere = token.kind === "mark" && token.value === mark;
    if (isThere) this.#index += 1;
    else this.#missed(`"${mark}"`);

    return isThere;
  }

  /** Takes a text in quotes. */
  takeText(what: string): string | undefined {
    const token = this.#at(this.#index);
    if (token.kind !== "text") {
      this.#missed(what);
      return undefined;
    }
    this.#index += 1;

    return token.value;
  }

  /** Takes one word that fits, with or without quotes. */
  takeFitting(what: string, pattern: RegExp = /^/): string | undefined {
    const token = this.#at(this.#index);
    const isFitting = token.kind === "text" || (token.kind === "word" && pattern.test(token.value));
    if (!isFitting) {
      this.#missed(what);
      return undefined;
    }
    this.#index += 1;

    return token.value;
  }

  /** Tries to read something; on undefined the place is as before. */
  attempt<T>(read: () => T | undefined): T | undefined {
    const before = this.#index;
    const result = read();
    if (result === undefined) this.#index = before;

    return result;
  }

  /** What was read is not what it should be: `expected` says what would be. */
  failAt(offset: number, expected: string): never {
    const token = this.#tokens.find((each) => each.offset === offset);
    throw new PolicyTextError(offset, [expected], token === undefined ? "" : shown(token));
  }

  /** Nothing fits here: says what would have. */
  fail(): never {
    const token = this.#at(this.#furthest);
    throw new PolicyTextError(token.offset, [...this.#expected], shown(token));
  }

  #missed(what: string): void {
    if (this.#index > this.#furthest) this.#expected = new Set();
    if (this.#index >= this.#furthest) {
      this.#furthest = this.#index;
      this.#expected.add(what);
    }
  }

  #at(index: number): Token {
    const last = this.#tokens.length - 1;
    const token = this.#tokens[Math.min(index, last)];
    if (token === undefined) throw new Error("toTokens always ends with a token");

    return token;
  }
}

function shown(token: Token): string {
  if (token.kind === "end") return "the end of the text";

  return token.kind === "text" ? JSON.stringify(token.value) : `"${token.value}"`;
}
