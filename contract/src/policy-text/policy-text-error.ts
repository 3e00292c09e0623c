/** Where a policy text cannot be read, and what could stand there. */
export class PolicyTextError extends Error {
  /** Characters before the place. */
  readonly offset: number;
  readonly expected: readonly string[];
  /** What stands there; empty at the end of the text. */
  readonly found: string;

  constructor(offset: number, expected: readonly string[], found: string) {
    const list = expected.length < 2 ? expected.join("") : `${expected.slice(0, -1).join(", ")} or ${expected.at(-1)}`;
    super(`expected ${list}${found === "" ? "" : `, but found ${found}`}`);
    this.offset = offset;
    this.expected = expected;
    this.found = found;
  }
}
