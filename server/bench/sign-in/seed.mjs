import { hash } from "@node-rs/argon2";
import { createClient } from "@latchkey/client";

export const password = "quiet river under nine lamps";
const userCount = 2000;

/** A profile with many users who all have one password at the cost that the server uses, and a session to read with. */
export async function seed(server) {
  const body = { token: await server.readSetupToken(), name: "Bench", email: "bench@example.com", password };
  const administrator = createClient({ baseUrl: server.url, token: await cookieOf(server, "/api/v1/setup", body) });
  const { id: profileId } = await administrator.profiles.createProfile({ body: { name: "Bench", slug: "bench" } });
  const params = { profileId };

  const passwordHash = await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const emails = Array.from({ length: userCount }, (_, index) => `user-${index}@example.com`);
  for (const email of emails) await administrator.users.createUser({ params, body: { name: "Uma", email, passwordHash } });
  const token = await cookieOf(server, "/api/v1/places/portal-bench/sign-in/password", { email: emails[0], password });
  return { passwordHash, emails, readUrl: `${server.url}/api/v1/portal/bench/session`, headers: { authorization: `Bearer ${token}` } };
}

async function cookieOf(server, path, body) {
  const answer = await fetch(server.url + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const token = /=([cu]-[^;]+)/.exec(answer.headers.get("set-cookie") ?? "")?.[1];
  if (token === undefined) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return token;
}
