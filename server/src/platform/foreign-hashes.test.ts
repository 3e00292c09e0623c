import { pbkdf2Sync, scryptSync } from "node:crypto";
import { hash as argon2, type Algorithm } from "@node-rs/argon2";
import { hashSync as bcrypt } from "@node-rs/bcrypt";
import { describe, expect, test } from "vitest";
import { readPasswordHash } from "./foreign-hashes.ts";

const password = "correct horse пароль";
const salt = Buffer.from("0123456789abcdef");
const unpadded = (bytes: Buffer) => bytes.toString("base64").replaceAll("=", "");
const passlib = (bytes: Buffer) => unpadded(bytes).replaceAll("+", ".");
const derived = (digest: string, iterations: number, length: number, seasoning: Buffer = salt) =>
  pbkdf2Sync(password, seasoning, iterations, length, digest);
const scrypted = scryptSync(password, salt, 32, { N: 2 ** 14, r: 8, p: 1 });

const forms: [string, () => string | Promise<string>][] = [
  ["argon2id", () => argon2(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 })],
  [
    "argon2i",
    () => argon2(password, { algorithm: 1 satisfies Algorithm.Argon2i as Algorithm, memoryCost: 8192, timeCost: 3, parallelism: 1 }),
  ],
  ["bcrypt $2b$", () => bcrypt(password, { cost: 6 })],
  ["bcrypt $2a$", () => bcrypt(password, { cost: 6 }).replace("$2b$", "$2a$")],
  ["bcrypt $2y$ of PHP", () => bcrypt(password, { cost: 6 }).replace("$2b$", "$2y$")],
  ["scrypt in PHC form", () => `$scrypt$ln=14,r=8,p=1$${unpadded(salt)}$${unpadded(scrypted)}`],
  ["PBKDF2-SHA-256 in PHC form", () => `$pbkdf2-sha256$i=1000,l=32$${unpadded(salt)}$${unpadded(derived("sha256", 1000, 32))}`],
  ["PBKDF2-SHA-512 of passlib", () => `$pbkdf2-sha512$25000$${passlib(salt)}$${passlib(derived("sha512", 25_000, 64))}`],
  ["PBKDF2-SHA-1 of passlib", () => `$pbkdf2$131000$${passlib(salt)}$${passlib(derived("sha1", 131_000, 20))}`],
  [
    "PBKDF2-SHA-256 of Django",
    () => `pbkdf2_sha256$260000$seasoning$${derived("sha256", 260_000, 32, Buffer.from("seasoning")).toString("base64")}`,
  ],
];

describe("a password hash of another system", () => {
  test.each(forms)("%s verifies its password and no other", async (_name, make) => {
    const check = readPasswordHash(await make());
    expect(check).not.toBeNull();
    expect(await check?.(password)).toBe(true);
    expect(await check?.(`${password} `)).toBe(false);
    expect(await check?.("")).toBe(false);
  });
});

const salted = "MDEyMzQ1Njc4OWFiY2RlZg";
const digest = "A".repeat(43);
const refused: [string, string][] = [
  ["nothing", ""],
  ["the password itself", "correct horse battery staple"],
  ["an unsalted MD5", "5f4dcc3b5aa765d61d8327deb882cf99"],
  ["an unsalted SHA-256", "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"],
  ["crypt with MD5", "$1$abcdefgh$1234567890123456789012"],
  ["argon2 that takes 4 GiB", `$argon2id$v=19$m=4194304,t=1,p=1$${salted}$${digest}`],
  ["argon2 of a thousand passes", `$argon2id$v=19$m=65536,t=999,p=1$${salted}$${digest}`],
  ["argon2 of no passes", `$argon2id$v=19$m=65536,t=0,p=1$${salted}$${digest}`],
  ["argon2 of an unknown version", `$argon2id$v=16$m=65536,t=2,p=1$${salted}$${digest}`],
  ["argon2 with more lanes than memory", `$argon2id$v=19$m=16,t=2,p=4$${salted}$${digest}`],
  ["bcrypt that takes hours", `$2b$31$${"a".repeat(53)}`],
  ["bcrypt that takes nothing", `$2b$03$${"a".repeat(53)}`],
  ["bcrypt cut short", `$2b$10$${"a".repeat(40)}`],
  ["scrypt that takes 64 GiB", `$scrypt$ln=29,r=8,p=1$${salted}$${digest}`],
  ["scrypt that takes nothing", `$scrypt$ln=1,r=8,p=1$${salted}$${digest}`],
  ["scrypt with a block size of 99", `$scrypt$ln=20,r=99,p=1$${salted}$${digest}`],
  ["PBKDF2 of nine million rounds", `$pbkdf2-sha256$9000000$${salted}$${digest}`],
  ["PBKDF2 of one round", `$pbkdf2-sha256$1$${salted}$${digest}`],
  ["PBKDF2 with MD5", `$pbkdf2-md5$29000$${salted}$${digest}`],
  ["a very long text", `$2b$10$${"a".repeat(5000)}`],
];
test.each(refused)("class 21: %s is refused", (_name, hash) => {
  expect(readPasswordHash(hash)).toBeNull();
});
