import { readFileSync } from "node:fs";
import { Reader, type Response } from "mmdb-lib";

/** From which country an address is, as far as a file on this machine tells; nobody outside is asked. */
export interface Countries {
  readonly isConfigured: boolean;
  /** ISO 3166-1 code; null where it is not known. */
  countryOf(address: string | null): string | null;
}

export const noCountries: Countries = { isConfigured: false, countryOf: () => null };

/** Opens a file in the MaxMind DB format. Throws when it is missing or broken: rules that name countries depend on it. */
export function openCountryFile(path: string): Countries {
  try {
    return createCountries(readFileSync(path));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const advice = "Name a file in the MaxMind DB format with LATCHKEY_COUNTRY_FILE, or leave the setting out.";
    throw new Error(`The country file ${path} cannot be read: ${why}. ${advice}`, { cause: error });
  }
}

export function createCountries(content: Buffer): Countries {
  const reader = new Reader<Response>(content);
  return {
    isConfigured: true,
    countryOf: (address) => (address === null ? null : countryIn(lookUp(reader, address))),
  };
}

/** The reader throws at what is no address, and at IPv6 in files that know IPv4 only. */
function lookUp(reader: Reader<Response>, address: string): unknown {
  try {
    return reader.get(address);
  } catch {
    return null;
  }
}

/** MaxMind and DB-IP write `country.iso_code`, others `country_code`. */
function countryIn(record: unknown): string | null {
  if (!isObject(record)) return null;
  const code = isObject(record["country"]) ? record["country"]["iso_code"] : record["country_code"];
  return typeof code === "string" && /^[A-Z]{2}$/.test(code) ? code : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
