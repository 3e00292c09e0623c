import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { createLog, silentLog, type LogLevel } from "./log.ts";

function collect(options: { level?: LogLevel; format?: "json" | "pretty" } = {}) {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      done();
    },
  });
  const log = createLog({ level: options.level ?? "debug", format: options.format ?? "json", stream });
  return { log, text: () => written.join(""), entries: () => written.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

const levels: LogLevel[] = ["debug", "info", "warn", "error"];

describe("a log", () => {
  test.each(levels)("at level %s writes what is at least that important", (level) => {
    const { log, entries } = collect({ level });
    for (const each of levels) log[each](`a ${each}`);
    expect(entries().map((entry) => entry["level"])).toEqual(levels.slice(levels.indexOf(level)));
  });

  test("in JSON is one object a line with level, time, message and fields", () => {
    const { log, entries, text } = collect();
    log.info("request", { requestId: "69a5", status: 200, missing: undefined });
    expect(entries()).toEqual([
      { level: "info", time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), msg: "request", requestId: "69a5", status: 200 },
    ]);
    expect(text()).toMatch(/\}\n$/);
  });

  test("tells of an error its name, message, stack and cause, and of no other property: that of a database may hold a row", () => {
    const { log, entries, text } = collect();
    const cause = Object.assign(new Error("duplicate key"), { detail: "Key (email)=(ann@example.com) already exists.", code: "23505" });
    log.error("request failed", { error: new TypeError("no", { cause }) });
    expect(entries()[0]?.["error"]).toMatchObject({
      name: "TypeError",
      message: "no",
      stack: expect.stringContaining("log.test.ts"),
      cause: { name: "Error", message: "duplicate key" },
    });
    expect(text()).not.toContain("ann@example.com");
  });

  test("tells what is inside an error that has many", () => {
    const { log, entries } = collect();
    log.error("no database", {
      error: new AggregateError([new Error("connect ECONNREFUSED ::1:5432"), new Error("connect ECONNREFUSED 127.0.0.1:5432")]),
    });
    expect(JSON.stringify(entries()[0])).toContain("ECONNREFUSED 127.0.0.1:5432");
  });

  test.each(["json", "pretty"] as const)("(%s) cannot be given a forged line or a terminal's escape sequence by a value", (format) => {
    const { log, text } = collect({ format });
    const hostile = 'a\r\n2026-01-01T00:00:00.000Z info  forged\u001b[2J\u009b31m\u2028{"level":"error"}';
    log.warn("signed in", { name: hostile, error: new Error(hostile) });
    const lines = text().split(/\r|\n|\u2028/);
    expect(lines.filter((line) => line !== "")).toHaveLength(format === "json" ? lines.length - 1 : 1);
    expect(text().trimEnd().split("\n")).toHaveLength(1);
    expect(text()).not.toContain("\u001b");
    if (format === "pretty") expect(text()).not.toContain("\u009b");
  });

  test("for reading is a line of time, level, message and fields", () => {
    const { log, text } = collect({ format: "pretty" });
    log.info("started", { port: 8080, host: "127.0.0.1" });
    expect(text()).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z info {2}started port=8080 host=127\.0\.0\.1\n$/);
  });
});

test("a silent log takes everything and says nothing", () => {
  for (const level of levels) expect(silentLog[level]("ignored", { error: new Error("ignored") })).toBeUndefined();
});
