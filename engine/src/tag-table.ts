/**
 * Masks of tag pairs in flat memory. Most tags of a resource are in no rule: such a tag costs one hash and one look at
 * an integer, where nested maps of strings would follow half a dozen pointers into cold memory.
 */
import type { Tag } from "@latchkey/contract";

// One slot is the hash and the mask; mask 0 is an empty slot.
const slotSize = 2;
const slotsMin = 8;

/** The hash of a pair, the same in every table. */
export function hashTag({ key, value }: Tag): number {
  const hash = hashText(value, hashText(key, 0x811c9dc5));
  return hash ^ (hash >>> 15);
}

/** FNV-1a over UTF-16 units. */
function hashText(text: string, start: number): number {
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

  add(hash: number, tag: Tag, mask: number): void {
    if (mask === 0) return;

    this.reach |= mask;
    let slot = hash & this.slotMask;
    while (this.slots[slot * slotSize + 1] !== 0 && !this.isAt(slot, tag)) slot = (slot + 1) & this.slotMask;

    const isNew = this.slots[slot * slotSize + 1] === 0;
    this.slots[slot * slotSize] = hash;
    this.slots[slot * slotSize + 1] = (this.slots[slot * slotSize + 1] ?? 0) | mask;
    this.tags[slot] = tag;
    if (isNew) this.usedCount += 1;
    if (this.usedCount * 2 > this.slotMask) this.grow();
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
      if (tag !== undefined) this.add(slots[slot * slotSize] ?? 0, tag, slots[slot * slotSize + 1] ?? 0);
    }
  }
}
