import type { GroupRule, Permission, PolicyTest, SignupField, Tag, TagRename, Target } from "@latchkey/contract";

/** A tag under its new name; others stay as they are. */
export function renameTag(tag: Tag, rename: TagRename): Tag {
  if (tag.key !== rename.key) return tag;
  if (rename.rename === "key") return { ...tag, key: rename.to };
  return tag.value === rename.value ? { ...tag, value: rename.to } : tag;
}

/** The same for a list; a pair that becomes one that is there already is kept once. */
export function renameTags(tags: readonly Tag[], rename: TagRename): Tag[] {
  const renamed = new Map(tags.map((tag) => renameTag(tag, rename)).map((tag) => [`${tag.key}=${tag.value}`, tag]));
  return [...renamed.values()];
}

/** A target or a resource selector: a key alone is renamed with its key only. */
function renameMatcher<T extends Target | Permission["resource"]>(matcher: T, rename: TagRename): T {
  if (matcher.match === "tag") return { ...matcher, ...renameTag({ key: matcher.key, value: matcher.value }, rename) };
  if (matcher.match === "tag_match" && rename.rename === "key" && matcher.key === rename.key) return { ...matcher, key: rename.to };
  return matcher;
}

export function renameInTargets(targets: readonly Target[], rename: TagRename): Target[] {
  return targets.map((target) => renameMatcher(target, rename));
}

export function renameInPermissions(permissions: readonly Permission[], rename: TagRename): Permission[] {
  return permissions.map((permission) => ({ ...permission, resource: renameMatcher(permission.resource, rename) }));
}

export function renameInTests(tests: readonly PolicyTest[], rename: TagRename): PolicyTest[] {
  return tests.map((test) => ({
    ...test,
    subject: test.subject.kind === "id" ? test.subject : { ...test.subject, tags: renameTags(test.subject.tags, rename) },
    resource: test.resource.kind === "id" ? test.resource : { ...test.resource, tags: renameTags(test.resource.tags, rename) },
  }));
}

export function renameInGroupRule(rule: GroupRule | null, rename: TagRename): GroupRule | null {
  return rule && { ...rule, tags: renameTags(rule.tags, rename) };
}

/** A field fills the key of its name; a hidden one has its value as well. Two fields of one name become one. */
export function renameInSignUpFields(fields: readonly SignupField[], rename: TagRename): SignupField[] {
  const renamed = fields.map((field): SignupField => {
    if (field.name !== rename.key) return field;
    if (rename.rename === "key") return { ...field, name: rename.to };
    return field.type === "hidden" && field.value === rename.value ? { ...field, value: rename.to } : field;
  });
  return renamed.filter((field, index) => renamed.findIndex((other) => other.name === field.name) === index);
}

/** The rename the other way round: whatever it would change bears the new name already. */
export function reversed(rename: TagRename): TagRename {
  if (rename.rename === "key") return { rename: "key", key: rename.to, to: rename.key };
  return { rename: "value", key: rename.key, value: rename.to, to: rename.value };
}
