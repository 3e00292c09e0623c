/**
 * Masks of tag pairs in flat memory. Most tags of a resource are in no rule: such a tag costs a glance through the sieve,
 * where nested maps of strings would follow half a dozen pointers into cold memory.
 */
import type { Tag } from "@latchkey/contract";
import { Sieve, printOfTag } from "./sieve.ts";

// One slot is the hash and the mask; mask 0 is an empty slot.
const slotSize = 2;
const slotsMin = 8;

/** What tells a pair from others, the same in every table: found once for what is put into many. */
export interface TagMarks {
  readonly hash: number;
  readonly print: number;
}

export function marksOf(tag: Tag): TagMarks {
  return { hash: hashTag(tag), print: printOfTag(tag) };
}

export function hashTag({ key, value }: Tag): number {
  const hash = hashText(value, hashText(key));
  return hash ^ (hash >>> 15);
}

/** FNV-1a over UTF-16 units. */
export function hashText(text: string, start = 0x811c9dc5): number {
  let hash = start;
  for (let position = 0; position < text.length; position += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(position), 0x01000193);
  }
  // Ends the text, so that the same letters cut elsewhere hash differently.
  return Math.imul(hash ^ 0x1_00_00, 0x01000193);
}

export class TagTable {
  /** All masks, combined. */
  reach = 0;
  readonly sieve = new Sieve();
  private slots = new Int32Array(slotsMin * slotSize);
  private tags: (Tag | undefined)[] = [];
  private slotMask = slotsMin - 1;
  private usedCount = 0;

  /** The mask of a pair if it has any bit of `question`, else 0. */
  find(hash: number, tag: Tag, question: number): number {
    const slots = this.slots;
    let slot = hash & this.slotMask;
    for (;;) {
      const mask = slots[slot * slotSize + 1] ?? 0;
      if (mask === 0) return 0;
      if (slots[slot * slotSize] === hash && (mask & question) !== 0 && this.isAt(slot, tag)) return mask;
      slot = (slot + 1) & this.slotMask;
    }
  }

  add({ hash, print }: TagMarks, tag: Tag, mask: number): void {
    if (mask === 0) return;

    this.reach |= mask;
    if (!this.insert(hash, tag, mask)) return;
    this.sieve.add(print);
    if (this.usedCount * 2 > this.slotMask) this.grow();
  }

  /** Returns true for a pair that was not there. */
  private insert(hash: number, tag: Tag, mask: number): boolean {
    let slot = hash & this.slotMask;
    const slots = this.slots;
    while (slots[slot * slotSize + 1] !== 0) {
      if (slots[slot * slotSize] === hash && this.isAt(slot, tag)) {
        slots[slot * slotSize + 1] = (slots[slot * slotSize + 1] ?? 0) | mask;
        return false;
      }
      slot = (slot + 1) & this.slotMask;
    }
    slots[slot * slotSize] = hash;
    slots[slot * slotSize + 1] = mask;
    this.tags[slot] = tag;
    this.usedCount += 1;
    return true;
  }

  /** Pairs whose mask has any bit of `question`. */
  *withAny(question: number): Generator<Tag> {
    if ((this.reach & question) === 0) return;
    for (const [slot, tag] of this.tags.entries()) {
      if (tag !== undefined && ((this.slots[slot * slotSize + 1] ?? 0) & question) !== 0) yield tag;
    }
  }

  private isAt(slot: number, { key, value }: Tag): boolean {
    const found = this.tags[slot];
    return found !== undefined && found.value === value && found.key === key;
  }

  private grow(): void {
    const [slots, tags] = [this.slots, this.tags];
    const slotCount = (this.slotMask + 1) * 2;
    this.slots = new Int32Array(slotCount * slotSize);
    this.tags = Array.from({ length: slotCount });
    this.slotMask = slotCount - 1;
    this.usedCount = 0;
    for (const [slot, tag] of tags.entries()) {
      if (tag !== undefined) this.insert(slots[slot * slotSize] ?? 0, tag, slots[slot * slotSize + 1] ?? 0);
    }
  }
}
