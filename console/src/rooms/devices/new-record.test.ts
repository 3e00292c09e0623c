import { expect, test } from "vitest";
import { fromLocalTime, toLocalTime } from "./local-time.ts";
import { toNewRecord } from "./new-record.ts";
import type { RecordForm } from "./new-record.ts";

const form: RecordForm = { variable: "temperature", kind: "number", text: "21.5", isOn: false, unit: "", time: "" };

test("empty unit and time are left out, so that the server's own moment counts", () => {
  expect(toNewRecord(form)).toEqual({ variable: "temperature", value: 21.5 });
});

test.each(["", "  ", "warm", "1.2.3", "Infinity"])("%j is no number", (text) => {
  expect(toNewRecord({ ...form, text })).toBeUndefined();
});

test("a decimal comma is understood", () => {
  expect(toNewRecord({ ...form, text: "-3,25" })?.value).toBe(-3.25);
});

test("a text that looks like a number stays a text, and a switch is true or false", () => {
  expect(toNewRecord({ ...form, kind: "text", text: "007" })?.value).toBe("007");
  expect(toNewRecord({ ...form, kind: "switch", isOn: true })?.value).toBe(true);
});

test("a moment survives the way into the field and back, to the minute", () => {
  const moment = "2026-03-01T12:34:00.000Z";

  expect(fromLocalTime(toLocalTime(moment))).toBe(moment);
  expect(fromLocalTime("")).toBeUndefined();
});
