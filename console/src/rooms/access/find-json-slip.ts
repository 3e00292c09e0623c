/** Where a text stops being JSON, and what should stand there. Browsers say neither in a common way. */
export interface JsonSlip {
  offset: number;
  expected: string;
}

/** Undefined for JSON. */
export function findJsonSlip(text: string): JsonSlip | undefined {
  const scanner = new Scanner(text);
  const slip = scanner.skipValue();
  if (slip !== undefined) return slip;

  return scanner.take(/\s*$/y) ? undefined : scanner.slip("the end of the text");
}

class Scanner {
  readonly #text: string;
  #offset = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Takes what a sticky expression finds right here. */
  take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#offset;
    const found = pattern.exec(this.#text);
    if (found === null) return false;
    this.#offset += found[0].length;

    return true;
  }

  slip(expected: string): JsonSlip {
    this.take(/\s*/y);

    return { offset: this.#offset, expected };
  }

  skipValue(): JsonSlip | undefined {
    if (this.take(/\s*\{/y)) return this.#skipList("}", () => this.#skipField());
    if (this.take(/\s*\[/y)) return this.#skipList("]", () => this.skipValue());
    if (this.#takeText() || this.take(/\s*(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y)) return undefined;

    return this.slip('a value: a text in quotes, a number, true, false, null, "[" or "{"');
  }

  #takeText(): boolean {
    return this.take(/\s*"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y);
  }

  #skipField(): JsonSlip | undefined {
    if (!this.#takeText()) return this.slip("the name of a field in quotes");

    return this.take(/\s*:/y) ? this.skipValue() : this.slip('":"');
  }

  #skipList(end: string, skipItem: () => JsonSlip | undefined): JsonSlip | undefined {
    const closing = new RegExp(`\\s*\\${end}`, "y");
    if (this.take(closing)) return undefined;

    do {
      const slip = skipItem();
      if (slip !== undefined) return slip;
    } while (this.take(/\s*,/y));

    return this.take(closing) ? undefined : this.slip(`"," or "${end}"`);
  }
}
