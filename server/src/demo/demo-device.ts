import type { NewRecord, Tag } from "@latchkey/contract";

/** A device of the example profile with everything it sends. */
export interface DemoDevice {
  /** How dashboards name it before it has an id. */
  key: string;
  name: string;
  tags: Tag[];
  /** Created by the device upload analysis with its own token rather than by the administrator. */
  isUploaded?: boolean;
  records: NewRecord[];
}

/** Tags from a record; a key may have several values. */
export function toTags(record: Readonly<Record<string, string | readonly string[]>>): Tag[] {
  return Object.entries(record).flatMap(([key, values]) => [values].flat().map((value) => ({ key, value })));
}
