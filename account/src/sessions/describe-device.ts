import type { BrowserFacts, SessionMethod } from "@latchkey/contract";
import type { Translate, WordKey } from "@latchkey/words";

export const methodWords = {
  password: "account.methodPassword",
  code: "account.methodCode",
  passkey: "account.methodPasskey",
  sign_up: "account.methodSignUp",
  setup: "account.methodSetup",
  portal: "account.methodPortal",
  login_as: "account.methodLoginAs",
  sso: "account.methodSso",
  command_line: "account.methodCommandLine",
} as const satisfies Record<SessionMethod, WordKey>;

/** What people call a device: their own name for it, else what its browser says it is. */
export function describeDevice(t: Translate, device: BrowserFacts & { name: string | null }): string {
  const { name, browser, system } = device;
  if (name !== null) return name;
  if (browser !== null && system !== null) return t("account.deviceOn", { browser, system });

  return browser ?? system ?? t("account.deviceUnknown");
}

/** Where an address is, roughly: "Germany (192.0.2.7)". */
export function describePlace(
  t: Translate,
  { address, country }: { address: string | null; country: string | null },
  locale: string,
): string {
  if (address === null) return t("account.countryUnknown");

  return country === null ? address : `${nameCountry(country, locale)} (${address})`;
}

function nameCountry(country: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "region" }).of(country) ?? country;
  } catch {
    // A code that the browser does not know stays a code.
    return country;
  }
}
