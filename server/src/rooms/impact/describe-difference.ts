import type { AccessCombination, AccessDifference, Tag } from "@latchkey/contract";
import {
  Crowd,
  effectiveSubject,
  type Combination,
  type EffectiveSubject,
  type PolicySet,
  type ResourceClass,
  type Subject,
  type SubjectClass,
  type SubjectSet,
} from "@latchkey/engine";
import { groupBy } from "../../platform/group-by.ts";
import { inheritanceAlone } from "./candidates.ts";
import type { Impact, Population } from "./compute-impact.ts";
import { describeCombination } from "./describe-combination.ts";
import { listNames } from "./names.store.ts";
import type { ImpactSide } from "./summarise.ts";

/** More lines than these nobody reads; the answer says that there are more. */
const combinationsMax = 200;

/** The exact difference with names, words, and how many people and things each combination is today. */
export async function describeDifference(population: Population, impact: Impact): Promise<AccessDifference> {
  const { gains, losses, isCapped } = impact.difference;
  const [shownGains, shownLosses] = [gains.slice(0, combinationsMax), losses.slice(0, combinationsMax)];
  const named = await nameThings(population, impact, [...shownGains, ...shownLosses]);
  const counts = new Counter(impact);
  const describe = (combination: Combination, side: ImpactSide): AccessCombination => {
    const described = named(combination);
    return { ...described, sentence: describeCombination(described, side), ...counts.of(combination) };
  };
  return {
    proven: provenBy(impact),
    gains: shownGains.map((each) => describe(each, "gains")),
    losses: shownLosses.map((each) => describe(each, "losses")),
    isCapped: isCapped || gains.length > shownGains.length || losses.length > shownLosses.length,
  };
}

/** Changed people and things are no part of the rules: with them, nothing is proven by rules alone. */
function provenBy({ difference: { gains, losses, isCapped }, plan }: Impact): AccessDifference["proven"] {
  if (isCapped || plan.traits.length > 0) return null;
  if (gains.length === 0) return losses.length === 0 ? "no_change" : "no_new_access";
  return losses.length === 0 ? "no_lost_access" : null;
}

type Named = Omit<AccessCombination, "sentence" | "subjectCount" | "resourceCount">;

async function nameThings(
  population: Population,
  { plan }: Impact,
  combinations: readonly Combination[],
): Promise<(each: Combination) => Named> {
  const rules = [plan.before, plan.after].flatMap(({ groups, roles }) => [...groups, ...roles]);
  const ruleNames = new Map(rules.map((rule) => [rule.id, rule.name]));
  const wanted = combinations
    .flatMap(({ subject, resource }) => [subject, resource])
    .flatMap(({ type, id }) => (id === null ? [] : [{ type, id }]));
  const names = await listNames(population, wanted);

  const thing = (type: string, id: string | null) => (id === null ? null : { id, name: names.get(`${type} ${id}`) ?? id });
  const rule = (id: string) => ({ id, name: ruleNames.get(id) ?? id });
  return ({ subject, resource, actions, conditions, except }) => ({
    subject: {
      type: subject.type,
      id: thing(subject.type, subject.id),
      tags: [...subject.tags],
      // A shared value says already that the key is there.
      keys: subject.keys.filter((key) => !resource.matchKeys.includes(key)),
      groups: subject.groups.map(rule),
      roles: subject.roles.map(rule),
    },
    resource: { type: resource.type, id: thing(resource.type, resource.id), tags: [...resource.tags], matchKeys: [...resource.matchKeys] },
    actions: [...actions],
    conditions: [...conditions],
    except: except.map(({ id, name }) => ({ id, name })),
  });
}

/** Counts people and things by kinds: all that a combination names is among what kinds keep. */
class Counter {
  private readonly crowds: ReadonlyMap<string, { crowd: Crowd; counts: ArrayLike<number> }>;
  private readonly resources: readonly { of: ResourceClass; pairs: ReadonlySet<string>; keys: ReadonlySet<string> }[];

  constructor({ plan, subjects, resources }: Impact) {
    const hasInheritance = [plan.before, plan.after].some(({ groups, roles }) => groups.length + roles.length > 0);
    const sets = hasInheritance ? [plan.before, plan.after].map((rules) => inheritanceAlone(rules, plan)) : [];
    this.crowds = new Map(
      [...groupBy([...subjects.keys()], (each) => each.before.type)].map(([type, group]) => {
        const crowd = new Crowd(group.map((each) => withInherited(each, sets)));
        crowd.assume([]);
        return [type, { crowd, counts: Float64Array.from(group, (each) => each.count) }];
      }),
    );
    this.resources = [...resources.keys()].map((of) => {
      const { tags } = of.before;
      return { of, pairs: new Set(tags.map(pairOf)), keys: new Set(tags.map((tag) => tag.key)) };
    });
  }

  of({ subject, resource }: Combination): Pick<AccessCombination, "subjectCount" | "resourceCount"> {
    const wanted = resource.tags.map(pairOf);
    const things = this.resources.filter(
      ({ of: { before }, pairs, keys }) =>
        before.type === resource.type &&
        before.id !== null &&
        (resource.id === null || resource.id === before.id) &&
        wanted.every((pair) => pairs.has(pair)) &&
        resource.matchKeys.every((key) => keys.has(key)),
    );
    return { subjectCount: this.countSubjects(subject), resourceCount: things.reduce((sum, each) => sum + each.of.count, 0) };
  }

  private countSubjects({ type, id, tags, keys, groups, roles }: Combination["subject"]): number {
    const known = this.crowds.get(type);
    if (known === undefined) return 0;

    const { crowd, counts } = known;
    const wanted: Partial<SubjectSet>[] = [
      { any: true },
      ...(id === null ? [] : [{ ids: [id] }]),
      ...tags.map((tag) => ({ tags: [pairOf(tag)] })),
      ...keys.map((key) => ({ keys: [key] })),
      ...groups.map((group) => ({ groups: [group] })),
      ...roles.map((role) => ({ roles: [role] })),
    ];
    const [all, ...others] = wanted.map((part) =>
      crowd.passing({ kind: "some", anyOf: [{ target: { ...nothing, ...part }, carries: null }], noneOf: [] }),
    );
    const bits = others.reduce((left, each) => left?.and(each), all);
    return bits?.sum(counts) ?? 0;
  }
}

const nothing: SubjectSet = { any: false, ids: [], tags: [], keys: [], allTags: [], groups: [], roles: [] };
const pairOf = ({ key, value }: Tag): string => `${key}=${value}`;
const anyMoment = { now: 0, address: null, isDeviceTrusted: false, hasSecondFactor: false };

/** With what is inherited both before and after. */
function withInherited({ before, after }: SubjectClass, sets: readonly PolicySet[]): Subject {
  const roles = (before.roles ?? []).map(({ roleId }) => ({ roleId, conditions: {} }));
  const subject = roles.length === 0 ? before : { ...before, roles };
  const inherited = sets.map((set) => effectiveSubject(set, subject, anyMoment));
  // Nearly everybody: there are hundreds of thousands.
  if (before === after && roles.length === 0 && inherited.every((each) => each.groupIds.length === 0)) return before;

  const own = before === after ? before.tags : [...before.tags, ...after.tags];
  const [one, other] = inherited;
  if (one === undefined || other === undefined) return { ...subject, tags: own };

  const inBoth = (pick: (each: EffectiveSubject) => readonly string[]) => pick(one).filter((each) => pick(other).includes(each));
  const tags = one.tags.filter((tag) => other.tags.some((each) => pairOf(each) === pairOf(tag)));
  const held = roles.map(({ roleId }) => roleId);
  return {
    ...before,
    tags: [...new Map([...own, ...tags].map((tag) => [pairOf(tag), tag])).values()],
    groups: [...new Set([...(before.groups ?? []), ...(after.groups ?? []), ...inBoth((each) => each.groupIds)])],
    roles: [...new Set([...held, ...inBoth((each) => each.roleIds)])].map((roleId) => ({ roleId, conditions: {} })),
  };
}
