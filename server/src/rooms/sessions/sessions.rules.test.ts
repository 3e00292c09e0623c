import { defaultSecuritySettings, type SessionRules } from "@latchkey/contract";
import { describe, expect, test } from "vitest";
import { endOf, idleEndOf, isBrowserAdmitted, limitsOf, type LimitFacts } from "./sessions.rules.ts";

const rules = (changes: Partial<SessionRules> = {}): SessionRules => ({ ...defaultSecuritySettings.sessions, ...changes });
const facts = (changes: Partial<LimitFacts> = {}): LimitFacts => ({
  isAdministrator: false,
  place: "portal",
  consoleSessionHours: 12,
  portalSessionHours: 720,
  roleIds: [],
  ...changes,
});
const hours = (count: number) => count * 3_600_000;
const [guard, cleaner] = ["a".repeat(24), "b".repeat(24)];

describe("how long a session may last", () => {
  test.each([
    ["a portal session, as the server is set", rules(), facts(), hours(720)],
    ["a console session, as the server is set", rules(), facts({ isAdministrator: true, place: "console" }), hours(12)],
    ["what the profile says instead, shorter", rules({ absoluteHours: 8 }), facts(), hours(8)],
    ["what the profile says instead, three months", rules({ absoluteHours: 2160 }), facts(), hours(2160)],
    [
      "administrators, longer than the server is set",
      rules({ absoluteHours: 24 }),
      facts({ isAdministrator: true, place: "console" }),
      hours(24),
    ],
    [
      "a run user in the console, never longer than an administrator",
      rules({ absoluteHours: 100 }),
      facts({ place: "console" }),
      hours(12),
    ],
    [
      "a role that is stricter",
      rules({ absoluteHours: 8, byRole: [{ roleId: guard, absoluteHours: 2, idleMinutes: null }] }),
      facts({ roleIds: [guard] }),
      hours(2),
    ],
    [
      "a role that is looser does not count",
      rules({ absoluteHours: 8, byRole: [{ roleId: guard, absoluteHours: 100, idleMinutes: null }] }),
      facts({ roleIds: [guard] }),
      hours(8),
    ],
    [
      "a role that somebody else holds",
      rules({ byRole: [{ roleId: guard, absoluteHours: 2, idleMinutes: null }] }),
      facts({ roleIds: [cleaner] }),
      hours(720),
    ],
  ])("%s", (_title, given, who, expected) => {
    expect(limitsOf(given, who).absoluteMs).toBe(expected);
  });

  test("the strictest of several idle limits counts; none is none", () => {
    expect(limitsOf(rules(), facts()).idleMs).toBeNull();
    const byRole = [
      { roleId: guard, absoluteHours: null, idleMinutes: 30 },
      { roleId: cleaner, absoluteHours: null, idleMinutes: 10 },
    ];
    expect(limitsOf(rules({ idleMinutes: 60, byRole }), facts({ roleIds: [guard, cleaner] })).idleMs).toBe(600_000);
    expect(limitsOf(rules({ byRole }), facts({ roleIds: [guard] })).idleMs).toBe(1_800_000);
  });
});

test("a session ends at whatever comes first: what was promised, its length, or idling", () => {
  const [createdAt, lastSeenAt, expiresAt] = ["T08:00:00Z", "T10:00:00Z", "T20:00:00Z"].map((time) => new Date(`2026-03-02${time}`)) as [
    Date,
    Date,
    Date,
  ];
  const session = { createdAt, lastSeenAt, expiresAt };
  const end = (absolute: number, idle: number | null) =>
    endOf(session, { absoluteMs: hours(absolute), idleMs: idle && hours(idle) }).toISOString();
  expect(end(100, null)).toBe("2026-03-02T20:00:00.000Z");
  expect(end(4, null)).toBe("2026-03-02T12:00:00.000Z");
  expect(end(4, 1)).toBe("2026-03-02T11:00:00.000Z");

  const idleEnd = (absolute: number, idle: number | null) =>
    idleEndOf(session, { absoluteMs: hours(absolute), idleMs: idle && hours(idle) })?.toISOString() ?? null;
  expect(idleEnd(4, null)).toBeNull();
  expect(idleEnd(4, 1)).toBe("2026-03-02T11:00:00.000Z");
  expect([idleEnd(4, 2), idleEnd(100, 10)]).toEqual([null, null]);
});

test.each([
  [false, null, true],
  [false, "known", true],
  [false, "pending", true],
  [false, "rejected", false],
  [true, null, false],
  [true, "known", false],
  [true, "pending", false],
  [true, "rejected", false],
  [true, "approved", true],
])("where only approved devices may sign in: %s, a device that is %s may: %s", (onlyApproved, status, expected) => {
  const settings = { ...defaultSecuritySettings, devices: { ...defaultSecuritySettings.devices, onlyApproved } };
  expect(isBrowserAdmitted(settings, status)).toBe(expected);
});
