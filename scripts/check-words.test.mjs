import { describe, expect, it } from "vitest";
import { findWordProblems } from "./check-words.mjs";

const sentences = (errors, users = { title: "Users" }) => ({ translation: { users, errors } });

describe("words", () => {
  it("are complete when every language has the same sentences and every error is known", () => {
    const words = { en: sentences({ users: { email_taken: "Taken." } }), de: sentences({ users: { email_taken: "Vergeben." } }) };
    expect(findWordProblems(words, ["users.email_taken"])).toEqual([]);
  });

  it("name the sentence that a language lacks, and the one that belongs to no error", () => {
    const words = { en: sentences({ users: { gone: "Gone." } }), de: sentences({ users: { gone: "Weg." } }, {}) };
    expect(findWordProblems(words, ["users.email_taken"])).toEqual([
      "de lacks the sentence users.title",
      "errors.users.gone belongs to no error of the server: correct the code or remove the sentence",
    ]);
  });
});
