import type { AccessChange, Tag } from "@latchkey/contract";

type Retag = Extract<AccessChange, { kind: "retag" }>;

/** Another list of tags as the impact preview takes it; undefined while a row is half typed or nothing differs. */
export function toRetag(
  of: Retag["of"],
  id: string,
  { before, after }: { before: readonly Tag[]; after: readonly Tag[] },
): AccessChange[] | undefined {
  if (after.some(({ key, value }) => key === "" || value === "")) return undefined;
  const isIn = (list: readonly Tag[], { key, value }: Tag) => list.some((each) => each.key === key && each.value === value);
  const remove = before.filter((tag) => !isIn(after, tag));
  const add = after.filter((tag) => !isIn(before, tag));
  if (remove.length + add.length === 0) return undefined;

  return [{ kind: "retag", of, which: { ids: [id] }, rename: [], remove, removeKeys: [], addIfAbsent: [], add }];
}
