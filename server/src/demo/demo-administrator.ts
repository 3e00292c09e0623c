import { randomBytes } from "node:crypto";
import { type ApiClient, createClient } from "@latchkey/client";

export interface SignedInAdministrator {
  client: ApiClient;
  email: string;
  password: string;
}

/** A password that nobody could guess, fresh for every run: there are no default credentials, not even here. */
export function freshPassword(): string {
  return randomBytes(16).toString("base64url");
}

/** Creates the first administrator with the set-up token, as the page behind the printed link does. */
export async function createDemoAdministrator(baseUrl: string, setupToken: string): Promise<SignedInAdministrator> {
  const email = "admin@example.com";
  const password = freshPassword();
  let cookie = "";
  const keepCookie: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    cookie = response.headers.getSetCookie()[0] ?? "";
    return response;
  };

  await createClient({ baseUrl, fetch: keepCookie }).administrators.completeSetup({
    body: { token: setupToken, name: "Demo administrator", email, password },
  });
  return { client: createClient({ baseUrl, token: sessionToken(cookie) }), email, password };
}

/** The session comes as a cookie; a program sends the same token as bearer token. */
function sessionToken(cookie: string): string {
  const value = /^[^=]+=([^;]+)/.exec(cookie)?.[1];
  if (value === undefined) throw new Error("The set-up answered without a session");
  return decodeURIComponent(value);
}
