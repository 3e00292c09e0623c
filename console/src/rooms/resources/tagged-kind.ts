const taggedKinds = ["run_user", "dashboard", "device", "analysis"] as const;
export type TaggedKind = (typeof taggedKinds)[number];

/** Whose tags are suggested for a kind: a widget carries its dashboard's; undefined for what carries none that we know of. */
export function taggedKindOf(type: string): TaggedKind | undefined {
  if (type === "widget") return "dashboard";

  return taggedKinds.find((each) => each === type);
}
