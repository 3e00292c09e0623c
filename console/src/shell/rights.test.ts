import { expect, test } from "vitest";
import { mayOf, maySeeAllAccess } from "./rights.ts";

const rights = { isUnrestricted: false, rights: { dashboard: { access: "some", edit: "none" }, run_user: { create: "all" } } } as const;

test("some is enough to be shown something, none is not", () => {
  expect(mayOf(rights, "dashboard", ["access"])).toBe(true);
  expect(mayOf(rights, "dashboard", ["edit"])).toBe(false);
});

test("one of several actions is enough, and without actions any of them", () => {
  expect(mayOf(rights, "dashboard", ["edit", "access"])).toBe(true);
  expect(mayOf(rights, "run_user")).toBe(true);
});

test("a type or an action that is not named is not permitted", () => {
  expect(mayOf(rights, "device")).toBe(false);
  expect(mayOf(rights, "run_user", ["delete"])).toBe(false);
});

test("whoever nothing limits may do everything, named or not", () => {
  expect(mayOf({ isUnrestricted: true, rights: {} }, "device", ["delete"])).toBe(true);
});

test("a part of Access Management is not all of it", () => {
  const seeing = (access: "all" | "some") => maySeeAllAccess({ isUnrestricted: false, rights: { access_management: { access } } });
  expect([seeing("all"), seeing("some"), maySeeAllAccess(rights)]).toEqual([true, false, false]);
  expect(maySeeAllAccess({ isUnrestricted: true, rights: {} })).toBe(true);
});
