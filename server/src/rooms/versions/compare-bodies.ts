import type { DifferenceLine, VersionDifference } from "@latchkey/contract";
import { alignLists, isFields, toText } from "./align.rules.ts";

type Json = DifferenceLine["before"];
type Change = VersionDifference["changes"][number];

/** Says in English what an entry of a part is, e.g. one target; the room that owns the object knows. */
export type Describe = (part: string, value: unknown, name: string) => string;

/** What differs between two bodies: every leaf, and one line for each rule or field. */
export function compareBodies(
  before: unknown,
  after: unknown,
  describe: Describe = describeJson,
): Pick<VersionDifference, "changes" | "lines"> {
  const [earlier, later] = [isFields(before) ? before : {}, isFields(after) ? after : {}];
  const parts = [...new Set([...Object.keys(earlier), ...Object.keys(later)])];
  return {
    changes: findLeafChanges(before, after, ""),
    lines: parts.flatMap((part) =>
      findLines(part, earlier[part], later[part]).map((line) => ({ ...line, text: sentenceOf(line, describe) })),
    ),
  };
}

function findLeafChanges(before: unknown, after: unknown, path: string): Change[] {
  if (toText(before) === toText(after)) return [];
  const within = (name: string | number) => (path === "" ? String(name) : `${path}.${name}`);

  if (Array.isArray(before) && Array.isArray(after)) {
    return alignLists<unknown>(before, after).flatMap((step) =>
      findLeafChanges(step.before, step.after, within(step.afterIndex === -1 ? step.beforeIndex : step.afterIndex)),
    );
  }
  if (isFields(before) && isFields(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => findLeafChanges(before[name], after[name], within(name)));
  }
  return [{ path, before: toJson(before), after: toJson(after) }];
}

function describeJson(part: string, value: unknown): string {
  return `${part} ${JSON.stringify(value)}`;
}

type Line = Omit<DifferenceLine, "text">;

function findLines(part: string, before: unknown, after: unknown): Line[] {
  if (toText(before) === toText(after)) return [];
  if (Array.isArray(before) || Array.isArray(after)) {
    const steps = alignLists<unknown>(Array.isArray(before) ? before : [], Array.isArray(after) ? after : []);
    return steps.map((step) =>
      toLine(part, `${part}.${step.afterIndex === -1 ? step.beforeIndex : step.afterIndex}`, step.before, step.after),
    );
  }
  if (isFields(before) || isFields(after)) {
    const [earlier, later] = [isFields(before) ? before : {}, isFields(after) ? after : {}];
    const names = [...new Set([...Object.keys(earlier), ...Object.keys(later)])].filter(
      (name) => toText(earlier[name]) !== toText(later[name]),
    );
    return names.map((name) => toLine(part, `${part}.${name}`, earlier[name], later[name]));
  }
  return [toLine(part, part, before, after)];
}

function toLine(part: string, path: string, before: unknown, after: unknown): Line {
  return { change: changeOf(before, after), part, path, before: toJson(before), after: toJson(after) };
}

function changeOf(before: unknown, after: unknown): Line["change"] {
  if (isMissing(before)) return "added";
  return isMissing(after) ? "removed" : "changed";
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

function sentenceOf(line: Line, describe: Describe): string {
  const name = line.path.slice(line.path.lastIndexOf(".") + 1);
  const say = (value: Json) => describe(line.part, value, name);
  if (line.change === "added") return `Added ${say(line.after)}.`;
  if (line.change === "removed") return `Removed ${say(line.before)}.`;
  return `Changed ${say(line.before)} to ${say(line.after)}.`;
}

function toJson(value: unknown): Json {
  return (value ?? null) as Json;
}
