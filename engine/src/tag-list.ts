/** Tags of one side of a question with their texts as numbers: most comparisons are over before a letter is looked at. */
import type { Tag } from "@latchkey/contract";
import { hashText } from "./tag-table.ts";

/** Odd, so that even numbers can stand for what is no text. */
export function keyNumber(key: string): number {
  return hashText(key) | 1;
}

export function valueNumber(value: string): number {
  return hashText(value) | 1;
}

export class TagList {
  readonly tags: readonly Tag[];
  readonly keys: readonly number[];
  readonly values: readonly number[];

  constructor(tags: readonly Tag[]) {
    this.tags = tags;
    this.keys = tags.map(({ key }) => keyNumber(key));
    this.values = tags.map(({ value }) => valueNumber(value));
  }

  hasKey(key: string, number: number): boolean {
    for (let position = 0; position < this.keys.length; position += 1) {
      if (this.keys[position] === number && this.tags[position]?.key === key) return true;
    }
    return false;
  }

  valuesOf(key: string): string[] {
    const values: string[] = [];
    for (const tag of this.tags) if (tag.key === key) values.push(tag.value);
    return values;
  }
}
