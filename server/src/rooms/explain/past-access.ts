import type { Conditions, GroupBody, PolicyVersionBody, RoleBody, Tag } from "@latchkey/contract";
import { compilePolicies, type EngineGroup, type PolicySet, type Resource, type Subject } from "@latchkey/engine";
import { fromStoredTags } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { findPastFields, findPastGroups } from "../audit/index.ts";
import { builtInEngineRoles, listHoldingsAsOf } from "../roles/index.ts";
import { listVersionsAsOf } from "../versions/index.ts";

/** Everything that one decision needs. */
export interface AccessState {
  set: PolicySet;
  subject: Subject;
  subjectName: string;
  resource: Resource;
  resourceName: string;
  /** Of the subject. */
  status: string;
  accessRevision: number;
}

/**
 * The state at a past moment: rules and groups from their versions, role assignments from their record, tags and status of
 * subject and resource from the audit log, read backwards from what they are now.
 */
export async function readPast(ctx: Context, now: AccessState, at: Date): Promise<AccessState> {
  if (at > ctx.platform.clock.now()) {
    throw httpErrors.bad_request({ errors: [{ path: "body.asOf", message: "must be in the past" }] });
  }
  const { subject, resource } = now;
  const [subjectThen, resourceThen, set] = await Promise.all([
    findPastFields(ctx.db, ctx.profileId, { objectId: subject.id, at }),
    findPastFields(ctx.db, ctx.profileId, { objectId: resource.id ?? "", at }),
    readRules(ctx, now.set, at),
  ]);
  if (!subjectThen.existed || !resourceThen.existed) {
    throw httpErrors.bad_request({ errors: [{ path: "body.asOf", message: "is before the user or the resource existed" }] });
  }
  const roles = subject.type === "analysis" ? [] : await listHoldingsAsOf(ctx.db, ctx.profileId, { type: subject.type, at });

  return {
    ...now,
    set,
    subject: {
      ...subject,
      tags: tagsOf(subjectThen.fields.tags) ?? subject.tags,
      groups: await findPastGroups(ctx.db, ctx.profileId, { userId: subject.id, groups: subject.groups ?? [], at }),
      roles: roles.filter((holding) => holding.assigneeId === subject.id),
    },
    resource: { ...resource, tags: tagsOf(resourceThen.fields.tags) ?? resource.tags },
    status: typeof subjectThen.fields.status === "string" ? subjectThen.fields.status : now.status,
  };
}

async function readRules(ctx: Context, current: PolicySet, at: Date): Promise<PolicySet> {
  const [policies, roles, groups, holdings] = await Promise.all([
    listVersionsAsOf(ctx.db, ctx.profileId, { type: "policy", at }),
    listVersionsAsOf(ctx.db, ctx.profileId, { type: "role", at }),
    listVersionsAsOf(ctx.db, ctx.profileId, { type: "group", at }),
    listHoldingsAsOf(ctx.db, ctx.profileId, { type: "group", at }),
  ]);
  return compilePolicies({
    catalogue: current.catalogue,
    policies: policies.map(({ id, body }) => ({ id, ...(body as PolicyVersionBody) })),
    roles: [...builtInEngineRoles(), ...roles.map(({ id, body }) => ({ id, ...(body as RoleBody) }))],
    groups: groups.map(({ id, body }): EngineGroup => {
      const { name, parentId, rule, tags } = body as GroupBody;
      return { id, name, parentId, rule, tags: tagsOf(tags) ?? [], roles: ofGroup(holdings, id) };
    }),
  });
}

function ofGroup(holdings: readonly { assigneeId: string; roleId: string; conditions: Conditions }[], groupId: string) {
  return holdings.filter((holding) => holding.assigneeId === groupId).map(({ roleId, conditions }) => ({ roleId, conditions }));
}

/** The audit log keeps tags as stored; what versions keep is as on the wire. */
function tagsOf(value: unknown): Tag[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const strings = value.filter((each): each is string => typeof each === "string");
  return strings.length === value.length ? fromStoredTags(strings) : (value as Tag[]);
}
