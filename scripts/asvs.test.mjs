import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { count, findProblems, listSources } from "./asvs.mjs";
import { projectDir } from "./run-command.mjs";

const read = (path) => readFileSync(join(projectDir, path), "utf8");
const here = "scripts/asvs.test.mjs";
const requirements = [
  { id: "V1.1.1", level: 1 },
  { id: "V1.1.2", level: 3 },
];
const met = { id: "V1.1.1", state: "met", tests: [{ file: here, title: "takes rows whose tests and documents exist" }] };
const notMet = { id: "V1.1.2", state: "not met", note: "nobody has built it" };

describe("the table of requirements", () => {
  it("takes rows whose tests and documents exist", () => {
    expect(findProblems(requirements, [{ ...met, documents: ["docs/security/cryptography.md#keys"] }, notMet])).toEqual([]);
  });

  it("names what is left out, twice there, unknown, and without evidence or reason", () => {
    const rows = [met, met, { id: "V9.9.9", state: "met" }, { id: "V1.1.1", state: "almost", note: "" }];
    expect(findProblems(requirements, rows)).toEqual([
      "V1.1.1: is there twice",
      "V1.1.1: is there twice",
      "V9.9.9: is no requirement",
      "V1.1.2: is left out",
      "V9.9.9: is met, but names no test",
      'V1.1.1: "almost" is no state',
      'V1.1.1: is "almost" without a reason',
    ]);
  });

  it("names tests, files and headings that do not exist", () => {
    const tests = [
      { file: here, title: `is not ${"a title"}` },
      { file: "scripts/none.test.mjs", title: "any" },
    ];
    const documents = ["docs/security/cryptography.md#nowhere", "docs/none.md"];
    expect(findProblems(requirements, [{ ...met, tests, documents }, notMet])).toHaveLength(4);
  });

  it("counts by level, and the share of those that apply", () => {
    const rowById = new Map([met, notMet].map((row) => [row.id, row]));
    expect(count(requirements, rowById, [1, 2])).toEqual({ all: 1, met: 1, notMet: 0, none: 0, share: 100 });
    expect(count(requirements, rowById, [1, 2, 3])).toEqual({ all: 2, met: 1, notMet: 1, none: 0, share: 50 });
  });
});

describe("cryptography", () => {
  const sources = listSources([
    "server/src",
    "engine/src",
    "client/src",
    "embed/src",
    "account/src",
    "console/src",
    "portal/src",
    "ui/src",
  ]);
  const used = /from "(node:crypto|@node-rs\/(argon2|bcrypt)|@simplewebauthn\/server|otpauth)"|crypto\.subtle|["']crypto["'] in globalThis/;

  it("every file that uses any is in the inventory, and the inventory names no other", () => {
    const listed = [...read("docs/security/cryptography.md").matchAll(/^\| `([\w./-]+\.tsx?)`/gm)].map((match) => match[1]);
    expect(listed.toSorted()).toEqual(sources.filter((path) => used.test(read(path))).toSorted());
  });

  it("no file uses a broken hash or mode, makes keys or curves of its own, or mixes its own random numbers", () => {
    const forbidden =
      /createHash\("(md5|sha1|md4|ripemd160)"|-ecb"|-cbc"|createHmac|RSA_PKCS1_PADDING|createDiffieHellman|createECDH|pseudoRandomBytes/;
    expect(sources.filter((path) => forbidden.test(read(path)))).toEqual([]);
  });

  it("random numbers that are not for secrets only spread the times at which mail is tried again", () => {
    expect(sources.filter((path) => read(path).includes("Math.random"))).toEqual(["server/src/rooms/mail/send-mail.ts"]);
  });
});

describe("what browsers run", () => {
  const sources = listSources(["account/src", "console/src", "portal/src", "ui/src", "widgets/src", "embed/src"]);
  const using = (pattern) => sources.filter((path) => pattern.test(read(path)));

  it("no text becomes markup or code: there is no way around React's own escaping", () => {
    expect(
      using(/dangerouslySetInnerHTML|\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(|srcDoc/),
    ).toEqual([]);
  });

  it("no state is kept on document or window, where named elements could take its place (DOM clobbering)", () => {
    expect(
      using(/\b(document|window|globalThis)\.[A-Za-z]+ = |\b(document|window|globalThis)\[/).filter((path) => !isKnownAssignment(path)),
    ).toEqual([]);
    for (const page of ["console/index.html", "portal/index.html"]) {
      const scripts = read(page).match(/<script[^>]*>/g) ?? [];
      expect(scripts.map((tag) => tag.includes('type="module"'))).toEqual([true]);
      expect(read(page)).not.toMatch(/(src|href)="(https?:)?\/\//);
    }
  });

  // The title of the page is a property of every document.
  function isKnownAssignment(path) {
    return [...read(path).matchAll(/\b(?:document|window|globalThis)(?:\.([A-Za-z]+) = |\[)/g)].every((match) => match[1] === "title");
  }

  it("messages go between the page and its own worker only, never between windows", () => {
    expect(using(/postMessage|addEventListener\("message"/)).toEqual([
      "account/src/bot-check/solve-in-worker.ts",
      "account/src/bot-check/solve.worker.ts",
    ]);
  });

  it("passwords are typed into the one masked field, which takes what is pasted and what managers fill in", () => {
    expect(using(/<MantinePasswordInput|type="password"/)).toEqual(["ui/src/fields/password-input.tsx"]);
    expect(read("ui/src/fields/password-input.tsx")).not.toMatch(/onPaste|onDrop|autoComplete="off"/);
    expect(using(/onPaste/)).toEqual([]);
  });

  it("both applications offer signing out in the frame of every page", () => {
    expect(
      using(/signOut|sign_out/)
        .filter((path) => /shell|frame|layout/.test(path))
        .map((path) => path.split("/")[0]),
    ).toEqual(expect.arrayContaining(["console", "portal"]));
  });
});
