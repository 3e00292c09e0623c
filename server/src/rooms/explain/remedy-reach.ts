import type { Remedy, SubjectType, Tag } from "@latchkey/contract";
import { compilePolicies, specialiseFor, type PolicySet, type Question } from "@latchkey/engine";
import type { Context } from "../../http/context.ts";
import { countSubjects } from "../access/index.ts";

interface Reach {
  set: PolicySet;
  question: Question;
  remedies: readonly Remedy[];
}

/** For each remedy: how many others would then be able to do the same, whom nobody meant. */
export async function reachOfRemedies(ctx: Context, { set, question, remedies }: Reach): Promise<number[]> {
  const before = remedies.some(isWide) ? await countAllowed(ctx, set, question) : 0;
  return Promise.all(
    remedies.map(async (remedy) => {
      const wide = isWide(remedy) ? withRemedy(set, question, remedy) : null;
      if (wide === null) return 0;
      // The person asked about is among those who gain.
      return Math.max(0, (await countAllowed(ctx, wide.set, wide.question)) - before - 1);
    }),
  );
}

/** Whether others can gain as well: tags of a resource and rules are everybody's, what is the subject's own is not. */
function isWide({ kind }: Remedy): boolean {
  return kind === "add_resource_tag" || kind === "change_resource_tag" || kind === "remove_deny";
}

function withRemedy(set: PolicySet, question: Question, remedy: Remedy): { set: PolicySet; question: Question } | null {
  const { resource } = question;
  switch (remedy.kind) {
    case "add_resource_tag":
      return {
        set,
        question: { ...question, resource: { ...resource, tags: [...resource.tags, { key: remedy.key, value: remedy.value }] } },
      };
    case "change_resource_tag":
      return { set, question: { ...question, resource: { ...resource, tags: resource.tags.map((tag) => changed(tag, remedy)) } } };
    case "remove_deny":
      return { set: without(set, remedy.policyId), question };
    default:
      return null;
  }
}

function changed(tag: Tag, { key, from, to }: { key: string; from: string; to: string }): Tag {
  return tag.key === key && tag.value === from ? { key, value: to } : tag;
}

/** The shared set must not be touched: this is a copy without the denying rules of one policy or role. */
function without(set: PolicySet, id: string): PolicySet {
  const isAllow = ({ effect }: { effect: string }) => effect === "allow";
  return compilePolicies({
    catalogue: set.catalogue,
    groups: set.groups.values(),
    policies: [...set.activePolicies()].map((policy) =>
      policy.id === id ? { ...policy, permissions: policy.permissions.filter(isAllow) } : policy,
    ),
    roles: [...set.roles.values()].map((role) => (role.id === id ? { ...role, permissions: role.permissions.filter(isAllow) } : role)),
  });
}

async function countAllowed(ctx: Context, set: PolicySet, { action, resource, subject, circumstances }: Question): Promise<number> {
  const filters = specialiseFor(set, { action, resource, circumstances });
  const type: SubjectType = subject.type;
  return countSubjects(ctx.db, ctx.profileId, { type, filter: filters[type], circumstances });
}
