/** Ids by tag pair and by key. */
import type { Tag } from "@latchkey/contract";

const none: ReadonlySet<string> = new Set();

export class TagMap {
  private readonly byKey = new Map<string, Map<string, Set<string>>>();

  add({ key, value }: Tag, id: string): void {
    const values = this.byKey.get(key) ?? new Map<string, Set<string>>();
    this.byKey.set(key, values.set(value, (values.get(value) ?? new Set<string>()).add(id)));
  }

  remove({ key, value }: Tag, id: string): void {
    const values = this.byKey.get(key);
    const ids = values?.get(value);
    ids?.delete(id);
    if (ids?.size === 0) values?.delete(value);
    if (values?.size === 0) this.byKey.delete(key);
  }

  withPair({ key, value }: Tag): ReadonlySet<string> {
    return this.byKey.get(key)?.get(value) ?? none;
  }

  withKey(key: string): Set<string> {
    return new Set([...(this.byKey.get(key)?.values() ?? [])].flatMap((ids) => [...ids]));
  }
}
