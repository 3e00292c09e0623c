import { availableParallelism } from "node:os";
import * as argon2 from "@node-rs/argon2";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { createPasswordHasher, defaultPasswordCost, OverloadError } from "./passwords.ts";

vi.mock("@node-rs/argon2", async (importOriginal) => {
  const original = await importOriginal<typeof argon2>();
  return { ...original, hash: vi.fn<typeof argon2.hash>(original.hash), verify: vi.fn<typeof argon2.verify>(original.verify) };
});
beforeEach(() => vi.clearAllMocks());

const cost = { memoryKib: 64, passes: 1 };
const running = Math.max(1, availableParallelism());

describe("a password hash", () => {
  test("verifies the password it was made of and no other", async () => {
    const passwords = createPasswordHasher({ queueMax: 10, cost });
    const stored = await passwords.hash("correct horse");
    expect(await passwords.verify(stored, "correct horse")).toBe(true);
    for (const wrong of ["Correct horse", "correct horse ", "correct hors", "", "correct horse\u0000x"])
      expect(await passwords.verify(stored, wrong), wrong).toBe(false);
  });

  test("is argon2id with the cost that OWASP asks for at least, and a salt of its own", async () => {
    const passwords = createPasswordHasher({ queueMax: 10 });
    const [one, other] = [await passwords.hash("same"), await passwords.hash("same")];
    expect(defaultPasswordCost).toEqual({ memoryKib: 19_456, passes: 2, lanes: 1 });
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22,}\$[\w+/]{40,}$/);
    expect(one).not.toBe(other);
  });

  test("of every password counts whole: long ones are not cut, and Unicode and NUL are characters like others", async () => {
    const passwords = createPasswordHasher({ queueMax: 10, cost });
    const long = "x".repeat(255);
    for (const [right, wrong] of [
      [`${long}a`, `${long}b`],
      ["pass\u0000word", "pass\u0000wort"],
      ["пароль日本👩‍🌾", "пароль日本👩"],
    ] as const) {
      const stored = await passwords.hash(right);
      expect(await passwords.verify(stored, right)).toBe(true);
      expect(await passwords.verify(stored, wrong)).toBe(false);
    }
  });

  test("made at another cost still verifies: the hash itself says how it was made", async () => {
    const stored = await createPasswordHasher({ queueMax: 10, cost: { memoryKib: 128, passes: 3 } }).hash("correct horse");
    expect(await createPasswordHasher({ queueMax: 10, cost }).verify(stored, "correct horse")).toBe(true);
  });
});

describe("somebody who does not exist", () => {
  test("is never let in, not even with the password that the stand-in was made of", async () => {
    const passwords = createPasswordHasher({ queueMax: 10, cost });
    expect(await passwords.verify(null, "no one has this password")).toBe(false);
    expect(await passwords.verify(null, "")).toBe(false);
  });

  test("costs one verification against a hash of the same cost, exactly like somebody who does", async () => {
    const passwords = createPasswordHasher({ queueMax: 10, cost });
    const stored = await passwords.hash("correct horse");
    await passwords.verify(stored, "wrong");
    await passwords.verify(null, "wrong");

    const calls = vi.mocked(argon2.verify).mock.calls;
    expect(calls.map((call) => call[1])).toEqual(["wrong", "wrong"]);
    const costOf = (hash: unknown) => String(hash).split("$").slice(1, 4).join("$");
    expect(costOf(calls[1]?.[0])).toBe(costOf(calls[0]?.[0]));
    expect(calls[1]?.[0]).not.toBe(stored);
    expect(argon2.hash, "the password and, once, the stand-in").toHaveBeenCalledTimes(2);
  });

  test("a stand-in that could not be made is tried again by the next check, and the failure is not lost", async () => {
    const passwords = createPasswordHasher({ queueMax: 10, cost });
    const stored = await passwords.hash("correct horse");
    vi.mocked(argon2.hash).mockRejectedValueOnce(new Error("out of memory"));
    await expect(passwords.verify(stored, "correct horse")).rejects.toThrow("out of memory");
    expect(await passwords.verify(stored, "correct horse")).toBe(true);
  });
});

describe("the queue", () => {
  test("holds as many as it may and refuses the next at once, with how long to wait", async () => {
    const passwords = createPasswordHasher({ queueMax: 3, cost });
    const accepted = Array.from({ length: running + 3 }, () => passwords.hash("x"));
    await expect(passwords.hash("x")).rejects.toThrow(OverloadError);
    await expect(passwords.hash("x")).rejects.toMatchObject({ retryAfterSeconds: 2 });
    expect(argon2.hash, "no more run at once than there are cores").toHaveBeenCalledTimes(running);
    expect(await Promise.all(accepted)).toHaveLength(running + 3);
  });

  test("takes new ones as soon as there is room, also after some failed", async () => {
    const passwords = createPasswordHasher({ queueMax: 1, cost });
    for (let round = 0; round < 3; round += 1) {
      vi.mocked(argon2.hash).mockRejectedValueOnce(new Error("failed"));
      const results = await Promise.allSettled(Array.from({ length: running + 1 }, () => passwords.hash("x")));
      expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(running);
    }
    await expect(passwords.hash("x")).resolves.toContain("argon2id");
  });

  test("serves in the order in which they came", async () => {
    const passwords = createPasswordHasher({ queueMax: 20, cost });
    const finished: number[] = [];
    await Promise.all(Array.from({ length: running + 10 }, (_, index) => passwords.hash(`${index}`).then(() => finished.push(index))));
    const started = vi.mocked(argon2.hash).mock.calls.map((call) => Number(call[0]));
    expect(started).toEqual(Array.from({ length: running + 10 }, (_, index) => index));
    expect(finished).toHaveLength(running + 10);
  });
});
