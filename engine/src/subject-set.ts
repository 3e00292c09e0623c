/** Targets as sets of subjects that a store can find: what members inherit becomes the groups and roles it comes from. */
import type { SubjectType, Tag } from "@latchkey/contract";
import { holds } from "./conditions.ts";
import { reach } from "./directory.ts";
import { mayHoldRoles } from "./effective-subject.ts";
import { tagPair } from "./model.ts";
import type { Circumstances, EngineGroup, EngineRole, Matcher } from "./model.ts";
import type { PolicySet } from "./policy-set.ts";

/**
 * Subjects of one kind; one hit in any list is enough. All of it is about what is a subject's own: tags it carries
 * directly, groups it has joined by hand, roles assigned to itself.
 */
export interface SubjectSet {
  any: boolean;
  ids: string[];
  /** `key=value` pairs as stored. */
  tags: string[];
  /** Keys, whatever their value. */
  keys: string[];
  /** All pairs of one list are needed. */
  allTags: string[][];
  /** Those below a wanted group are in the list. */
  groups: string[];
  /** Those that include a wanted role are in the list; the assignment must be in force. */
  roles: string[];
}

/** Collects targets without repeating them, whatever the number of policies that name them. */
export class SubjectSetBuilder {
  private readonly set: PolicySet;
  private readonly subject: SubjectType;
  private readonly circumstances: Circumstances;
  /** Only run users are members of groups. */
  private readonly hasGroups: boolean;
  private any = false;
  private readonly ids = new Set<string>();
  private readonly tags = new Set<string>();
  private readonly keys = new Set<string>();
  private readonly allTags: string[][] = [];
  private readonly groups = new Set<string>();
  private readonly roles = new Set<string>();

  constructor(set: PolicySet, subject: SubjectType, circumstances: Circumstances) {
    this.set = set;
    this.subject = subject;
    this.circumstances = circumstances;
    this.hasGroups = subject === "run_user" && set.groups.size > 0;
  }

  add(matcher: Matcher): void {
    if (matcher.match === "any") this.any = true;
    else if (matcher.match === "id") this.ids.add(matcher.id);
    else if (matcher.match === "tag") this.addPair(matcher);
    else if (matcher.match === "tag_match") this.addKey(matcher.key);
    else if (matcher.match === "role") this.addRole(matcher.id);
    else this.addGroupTree(matcher.id);
  }

  addPair(tag: Tag): void {
    this.tags.add(tagPair(tag.key, tag.value));
    if (this.hasGroups) for (const id of this.set.directory.groupsWithPair(tag)) this.addGroupTree(id);
  }

  isEmpty(): boolean {
    return !this.any && this.ids.size + this.tags.size + this.keys.size + this.allTags.length + this.groups.size + this.roles.size === 0;
  }

  build(): SubjectSet {
    if (this.any) return { ...emptySubjectSet(), any: true };
    const { ids, tags, keys, allTags, groups, roles } = this;
    return { any: false, ids: [...ids], tags: [...tags], keys: [...keys], allTags: [...allTags], groups: [...groups], roles: [...roles] };
  }

  private addKey(key: string): void {
    this.keys.add(key);
    if (this.hasGroups) for (const id of this.set.directory.groupsWithKey(key)) this.addGroupTree(id);
  }

  /** INVARIANT: only roles that are in force pass anything on, exactly as when one subject's roles are followed downwards. */
  private addRole(wanted: string): void {
    if (!mayHoldRoles({ type: this.subject })) return;

    const { directory } = this.set;
    const inForce = (id: string) => {
      const role = directory.roles.get(id);
      return role !== undefined && holds(role.conditions, this.circumstances) ? role : undefined;
    };
    const conferring = reach<EngineRole>(wanted, { find: inForce, next: (role) => directory.rolesIncluding(role.id) });
    for (const { id } of conferring) {
      this.roles.add(id);
      for (const groupId of directory.groupsHolding(id)) if (this.isHolding(groupId, id)) this.addGroupTree(groupId);
    }
  }

  private isHolding(groupId: string, roleId: string): boolean {
    const holdings = this.set.groups.get(groupId)?.roles ?? [];
    return holdings.some((holding) => holding.roleId === roleId && holds(holding.conditions, this.circumstances));
  }

  /** Whoever is in the group or in one below it. INVARIANT: with a group, all groups below it are in the set. */
  private addGroupTree(groupId: string): void {
    if (!this.hasGroups || this.groups.has(groupId)) return;
    for (const group of this.set.directory.groupsFrom(groupId)) if (!this.groups.has(group.id)) this.addGroup(group);
  }

  private addGroup({ id, rule }: EngineGroup): void {
    this.groups.add(id);
    if (rule === null) return;

    const pairs = rule.tags.map((tag) => tagPair(tag.key, tag.value));
    if (rule.match === "all" && pairs.length > 1) this.allTags.push(pairs);
    else for (const pair of pairs) this.tags.add(pair);
  }
}

export function emptySubjectSet(): SubjectSet {
  return { any: false, ids: [], tags: [], keys: [], allTags: [], groups: [], roles: [] };
}
