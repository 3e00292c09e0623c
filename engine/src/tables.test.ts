/** The two flat tables against plain maps, far beyond the size at which they first grow. */
import { compilePolicies, explain, type EnginePolicy } from "@latchkey/engine";
import fc from "fast-check";
import { expect, it } from "vitest";
import { atNoon } from "../test/questions.ts";
import { PairTable } from "./pair-table.ts";
import { RuleOrder } from "./rule-order.ts";
import { roleSource, type RuleSource } from "./rule-source.ts";
import { printOfId, printOfTag, Sieve } from "./sieve.ts";
import { hashTag, TagTable } from "./tag-table.ts";

const mask = fc.integer({ min: 1, max: 2 ** 31 - 1 });

it("a pair table holds the last mask and place set for each pair, none for a pair taken out", () => {
  const atom = fc.integer({ min: 1, max: 40 });
  const step = fc.record({ target: atom, resource: atom, mask: fc.oneof(fc.constant(0), mask), place: fc.nat() });
  const checkSteps = (steps: { target: number; resource: number; mask: number; place: number }[]) => {
    const table = new PairTable();
    const wanted = new Map<string, number[]>();
    for (const each of steps) {
      table.set(each, each);
      wanted.set(`${each.target}/${each.resource}`, [each.mask, each.mask === 0 ? -1 : each.place]);
    }
    for (const { target, resource } of steps) {
      expect([table.get(target, resource), table.placeOf(target, resource)]).toEqual(wanted.get(`${target}/${resource}`));
    }
    expect([table.get(41, 1), table.placeOf(41, 1)]).toEqual([0, -1]);
  };
  fc.assert(fc.property(fc.array(step, { maxLength: 600, size: "max" }), checkSteps), { numRuns: 100 });
});

it("a tag table combines the masks of each pair and tells pairs with the same hash apart", () => {
  const text = fc.constantFrom("a", "b", "ab", "A", "", "=", "north", "south");
  const step = fc.record({ tag: fc.record({ key: text, value: text }), mask, hash: fc.constantFrom(null, 0, 7) });
  const checkSteps = (steps: { tag: { key: string; value: string }; mask: number; hash: number | null }[]) => {
    const table = new TagTable();
    const wanted = new Map<string, number>();
    // A pair keeps the hash that it was first given: forced collisions must not mix pairs up.
    const hashes = new Map<string, number>();
    const nameOf = (tag: { key: string; value: string }) => JSON.stringify([tag.key, tag.value]);
    for (const each of steps) {
      const name = nameOf(each.tag);
      hashes.set(name, hashes.get(name) ?? each.hash ?? hashTag(each.tag));
      table.add({ hash: hashes.get(name) ?? 0, print: printOfTag(each.tag) }, each.tag, each.mask);
      wanted.set(name, (wanted.get(name) ?? 0) | each.mask);
    }
    for (const [name, expected] of wanted) {
      const [key = "", value = ""] = JSON.parse(name) as string[];
      expect(table.find(hashes.get(name) ?? 0, { key, value }, -1)).toBe(expected);
    }
    expect([...table.withAny(-1)].map(nameOf).toSorted()).toEqual([...wanted.keys()].toSorted());
    expect(table.find(0, { key: "never", value: "added" }, -1)).toBe(0);
  };
  fc.assert(fc.property(fc.array(step, { maxLength: 200, size: "max" }), checkSteps), { numRuns: 200 });
});

it("the same letters cut at another place hash differently", () => {
  expect(hashTag({ key: "ab", value: "c" })).not.toBe(hashTag({ key: "a", value: "bc" }));
});

it("a sieve lets everything through that was put in, and little else", () => {
  const sieve = new Sieve();
  expect(sieve.mayHold(printOfTag({ key: "site", value: "1" }))).toBe(false);

  const tags = Array.from({ length: 500 }, (_, index) => ({ key: `key_${index % 7}`, value: `value ${index}` }));
  for (const tag of tags.slice(0, 100)) sieve.add(printOfTag(tag));
  const passing = tags.filter((tag) => sieve.mayHold(printOfTag(tag)));
  expect(passing.slice(0, 100)).toEqual(tags.slice(0, 100));
  expect(passing.length).toBeLessThan(200);
});

it.each(["", "a", "ab", "abc", "\u{1f600}"])("a sieve takes texts of any length: %j", (value) => {
  const sieve = new Sieve();
  sieve.add(printOfTag({ key: value, value }));
  sieve.add(printOfId(value));
  expect([sieve.mayHold(printOfTag({ key: value, value })), sieve.mayHold(printOfId(value))]).toEqual([true, true]);
});

it("policies and roles stand in the order of their ids, whatever was put, replaced and removed before", () => {
  const step = fc.record({ id: fc.nat(60).map(String), isPut: fc.boolean(), isSettled: fc.boolean() });
  const checkSteps = (steps: { id: string; isPut: boolean; isSettled: boolean }[]) => {
    const order = new RuleOrder();
    const living = new Map<string, RuleSource>();
    for (const { id, isPut, isSettled } of steps) {
      const known = living.get(id);
      if (isPut) order.add(put(living, roleSource({ id, name: id, permissions: [], includes: [] })), known);
      else if (known !== undefined && living.delete(id)) order.remove(known);
      if (isSettled) order.settle();
    }
    order.settle();
    const byPlace = [...living.values()].toSorted((one, other) => one.place - other.place);
    expect(byPlace.map(({ id }) => id)).toEqual([...living.keys()].toSorted());
    expect(byPlace.every(({ place }) => place >= 0)).toBe(true);
  };
  fc.assert(fc.property(fc.array(step, { maxLength: 200, size: "max" }), checkSteps), { numRuns: 500 });
});

function put(living: Map<string, RuleSource>, source: RuleSource): RuleSource {
  living.set(source.id, source);
  return source;
}

it("after two thousand million visits everything is new again, not visited long ago", () => {
  const set = compilePolicies({ policies: [anyoneReadsDashboards] });
  const question = { subject: { type: "run_user" as const, id: "ann", tags: [] }, resource: { type: "dashboard", id: "sales", tags: [] } };
  const isTold = () => explain(set, { ...question, action: "edit", circumstances: atNoon }).rules.length === 1;
  expect(isTold()).toBe(true);

  set["visits"] = 2 ** 31 - 2;
  expect([isTold(), isTold(), isTold()]).toEqual([true, true, true]);
  expect(set["visits"]).toBeLessThan(10);
});

const anyoneReadsDashboards: EnginePolicy = {
  id: "reads",
  name: "Reads",
  status: "active",
  targets: [{ subject: "run_user", match: "tag", key: "team", value: "sales" }],
  permissions: [{ effect: "allow", actions: ["edit"], resource: { type: "dashboard", match: "any" } }],
};
