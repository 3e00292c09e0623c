import { expect } from "vitest";
import { readMailsById, type ReadMail } from "./read-mails.ts";
import { runJobsNow } from "./run-jobs.ts";
import type { RouteName } from "./sample-calls.ts";
import { publicUrl, type TestApp } from "./test-app.ts";

/**
 * Routes whose sample call makes a message, itself or by the jobs it adds. `route-table.test.ts` calls every route with a host
 * that is not ours and finds out which these are; `host-header.test.ts` attacks them further. A new one joins the list.
 */
export const mailingRoutes: readonly RouteName[] = [
  "accounts.cancelDeletion",
  "accounts.confirmEmailChange",
  "accounts.decideDeletion",
  "accounts.loginAs",
  "accounts.redeemEmailChange",
  "accounts.requestDeletion",
  "accounts.requestEmailChange",
  "accounts.undoDeletion",
  "administrators.createAdministrator",
  "administrators.createAdministratorPasswordLink",
  "browsers.approveAdministratorBrowser",
  "browsers.approveBrowser",
  "factors.confirmFactor",
  "factors.removeFactor",
  "factors.resetAdministratorFactors",
  "factors.resetUserFactors",
  "mails.sendDeploymentMailAgain",
  "mails.sendDeploymentTestMail",
  "mails.sendMailAgain",
  "mails.sendTestMail",
  "portal.confirmSignUp",
  "proofs.sendProofCode",
  "reviews.createReview",
  "signIn.changeOwnPassword",
  "signIn.confirmEnrolment",
  "signIn.proveSecondFactor",
  "signIn.requestPasswordReset",
  "signIn.requestSignInCode",
  "signIn.resetPassword",
  "signIn.sendSecondFactorCode",
  "signIn.signInWithCode",
  "signIn.signInWithNewPassword",
  "signIn.signInWithPasskey",
  "signIn.signInWithPassword",
  "users.approveUser",
  "users.createUserPasswordLink",
  "users.rejectUser",
  "users.setUserPassword",
];

const evil = "evil.example";

/** Every header by which servers have been talked into another host; each set is sent at once. */
export const hostLies: readonly Record<string, string>[] = [
  {
    host: evil,
    "x-forwarded-host": evil,
    "x-forwarded-proto": "https",
    "x-forwarded-port": "8443",
    forwarded: `for=1.2.3.4;host=${evil};proto=https`,
    "x-host": evil,
    "x-original-host": evil,
    "x-original-url": `https://${evil}/`,
    "x-rewrite-url": `https://${evil}/`,
    "x-forwarded-server": evil,
    "x-http-host-override": evil,
    "x-forwarded-prefix": `//${evil}`,
    "x-script-name": `//${evil}`,
    referer: `https://${evil}/p/acme`,
  },
  { host: `latchkey.test@${evil}`, "x-forwarded-host": `latchkey.test, ${evil}`, "x-forwarded-proto": `https://${evil}/?` },
  { host: `latchkey.test.${evil}:80`, "x-forwarded-host": `${evil}:80#`, forwarded: `host="${evil}"` },
];

/** Runs a call and answers the messages that it made, or sent anew, with the jobs it added. */
export async function mailsMadeBy(latchkey: TestApp, call: () => Promise<unknown>): Promise<ReadMail[]> {
  await runJobsNow(latchkey);
  const before = new Map((await statesOf(latchkey)).map(({ id, state }) => [id, state]));
  await call();
  const queued = await statesOf(latchkey);
  await runJobsNow(latchkey);
  const touched = [...queued, ...(await statesOf(latchkey))].filter(({ id, state }) => before.get(id) !== state);
  return touched.length === 0 ? [] : readMailsById(latchkey, [...new Set(touched.map(({ id }) => id))]);
}

function statesOf({ db }: TestApp): Promise<{ id: string; state: string }[]> {
  return db.selectFrom("mails").select(["id", "state"]).execute();
}

/** Every link in a message begins with the configured public address, and nothing in it comes from a header. */
export function expectHonest(mails: readonly ReadMail[]): void {
  for (const mail of mails) {
    expect(JSON.stringify(mail)).not.toContain("evil");
    const addresses = [...mail.text.matchAll(/https?:\/\/[^\s"<>]+/g)].map(([address]) => address);
    expect(addresses.filter((address) => address !== publicUrl && !address.startsWith(`${publicUrl}/`))).toEqual([]);
    for (const value of Object.values(mail.data)) {
      if (typeof value === "string" && value.includes("://")) expect(value.startsWith(`${publicUrl}/`)).toBe(true);
    }
  }
}
