import { expect, test } from "vitest";
import type { Tx } from "./database.ts";
import { createEvents } from "./events.ts";

// Names of events belong to rooms; here only the mechanics matter.
type AnyEvents = {
  on(name: string, listener: (tx: Tx, payload: unknown) => Promise<void>): void;
  emit(tx: Tx, name: string, payload: unknown): Promise<void>;
};
const events = createEvents as unknown as () => AnyEvents;
const tx = {} as Tx;

test("an event that nobody listens to is emitted without harm", async () => {
  await expect(events().emit(tx, "user.suspended", {})).resolves.toBeUndefined();
});

test("listeners run one after the other, in the order in which they asked, with the emitter's transaction and payload", async () => {
  const { on, emit } = events();
  const heard: string[] = [];
  on("user.suspended", async (given, payload) => {
    await new Promise((resolve) => setImmediate(resolve));
    expect(given).toBe(tx);
    heard.push(`first ${JSON.stringify(payload)}`);
  });
  on("user.suspended", async () => void heard.push("second"));
  on("user.deleted", async () => void heard.push("another event"));

  await emit(tx, "user.suspended", { id: "1" });
  expect(heard).toEqual(['first {"id":"1"}', "second"]);
});

test("a listener that fails makes the emitter fail, and later listeners do not run", async () => {
  const { on, emit } = events();
  const heard: string[] = [];
  on("user.suspended", async () => {
    throw new Error("no");
  });
  on("user.suspended", async () => void heard.push("too late"));

  await expect(emit(tx, "user.suspended", {})).rejects.toThrow("no");
  expect(heard).toEqual([]);
});

test("every app has listeners of its own", async () => {
  const [one, other] = [events(), events()];
  const heard: string[] = [];
  one.on("user.suspended", async () => void heard.push("one"));
  await other.emit(tx, "user.suspended", {});
  expect(heard).toEqual([]);
});
