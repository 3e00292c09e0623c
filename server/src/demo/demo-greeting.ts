import type { TellingPerson } from "./load-people.ts";

interface DemoFacts {
  url: string;
  slug: string;
  profileId: string;
  administrator: { email: string; password: string };
  people: readonly TellingPerson[];
  shareUrl: string;
}

/** The block that `npm run demo` prints: where to go, and who can sign in with which password. */
export function demoGreeting({ url, slug, profileId, administrator, people, shareUrl }: DemoFacts): string {
  const emailWidth = Math.max(...people.map(({ email }) => email.length), administrator.email.length);
  const row = (email: string, password: string, shows: string) => `    ${email.padEnd(emailWidth)}  ${password}  ${shows}`;
  const lines = [
    "Latchkey's example profile is ready. Everything in it, passwords included, is gone when you stop it with Ctrl-C.",
    "",
    `Console      ${url}/console/`,
    row(administrator.email, administrator.password, "administers everything").slice(2),
    "",
    `Portal       ${url}/p/${slug}/`,
    ...people.map(({ email, password, shows }) => row(email, password, shows).slice(2)),
    "",
    "Mail         nothing is sent; every message with its code or link is kept on this page of the console",
    `  ${url}/console/profiles/${profileId}/mails`,
    "",
    "Shared link  anybody who has it sees this one dashboard, as the anonymous user",
    `  ${shareUrl}`,
  ];
  return `\n${lines.map((line) => (line === "" ? "" : `  ${line}`)).join("\n")}\n\n`;
}
