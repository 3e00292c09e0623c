import { expect, test } from "vitest";
import { createFakeClock } from "../../test/fake-clock.ts";
import { deploymentId, newId, newIds } from "./ids.ts";

test("an id is 24 lower-case hexadecimal characters, the first eight of them the second it was made", () => {
  const clock = createFakeClock(new Date("2026-03-02T09:00:00.999Z"));
  const id = newId(clock);
  expect(id).toMatch(/^[0-9a-f]{24}$/);
  expect(Number.parseInt(id.slice(0, 8), 16)).toBe(Date.parse("2026-03-02T09:00:00Z") / 1000);
});

test("an id made a second later sorts later", () => {
  const clock = createFakeClock();
  const ids = Array.from({ length: 50 }, () => {
    clock.advance({ minutes: 1 / 60 });
    return newId(clock);
  });
  expect(ids.toSorted()).toEqual(ids);
});

test("ids of one moment differ, and one tells nothing of the next: sixteen characters are random", () => {
  const clock = createFakeClock();
  const ids = Array.from({ length: 5000 }, () => newId(clock));
  expect(new Set(ids).size).toBe(5000);
  expect(new Set(ids.map((id) => id.slice(0, 8))).size).toBe(1);
  for (let position = 8; position < 24; position += 1)
    expect(new Set(ids.map((id) => id[position])).size, `character ${position}`).toBe(16);
});

test("a batch of ids is in ascending order, so that its rows sort as they were given", () => {
  const ids = newIds(createFakeClock(), 1000);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(1000);
  expect(newIds(createFakeClock(), 0)).toEqual([]);
});

test("the deployment's own id is an id, of a second long past", () => {
  expect(deploymentId).toMatch(/^[0-9a-f]{24}$/);
  expect(deploymentId < newId(createFakeClock())).toBe(true);
});
