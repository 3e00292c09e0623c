import { expect, test } from "vitest";
import { aCountryFile } from "../../test/country-file.ts";
import { createCountries, noCountries, openCountryFile } from "./countries.ts";

const countries = createCountries(
  aCountryFile([
    { address: "192.0.2.0", bits: 24, country: "DE" },
    { address: "198.51.100.128", bits: 25, country: "FR" },
  ]),
);

test.each([
  ["192.0.2.1", "DE"],
  ["192.0.2.255", "DE"],
  ["192.0.3.0", null],
  ["198.51.100.127", null],
  ["198.51.100.200", "FR"],
  ["2001:db8::1", null],
  ["10.0.0.1", null],
  ["nonsense", null],
  [null, null],
])("%s is from %s", (address, country) => {
  expect(countries.countryOf(address)).toBe(country);
});

test("without a file no country is known; a file that is missing or broken is found at start", () => {
  expect([noCountries.isConfigured, noCountries.countryOf("192.0.2.1")]).toEqual([false, null]);
  expect(() => openCountryFile("/nowhere/countries.mmdb")).toThrow("no such file");
  expect(() => openCountryFile(import.meta.filename)).toThrow("cannot be read");
});
