import { createClient } from "@latchkey/client";

const password = "quiet river under nine lamps";
const dashboardCount = 20;
const policyCount = 20;

/** An administrator, a profile with policies and dashboards, and the two reads that most calls are made of. */
export async function prepareReads(server) {
  const administrator = await setUp(server);
  const { id: profileId } = await administrator.profiles.createProfile({ body: { name: "Bench", slug: "bench" } });
  const params = { profileId };
  const { token } = await administrator.tokens.createToken({ params, body: { name: "bench", permission: "read" } });

  await fill(administrator, params);
  const session = await signIn(server, "/api/v1/places/portal-bench/sign-in/password", { email: "uma@example.com", password });

  return [
    { name: "GET profile with an API token", url: `${server.url}/api/v1/profiles/${profileId}`, headers: bearer(token) },
    {
      name: `GET portal dashboards (${dashboardCount / 2} of ${dashboardCount} allowed)`,
      url: `${server.url}/api/v1/portal/bench/dashboards`,
      headers: bearer(session),
    },
  ];
}

async function setUp(server) {
  const body = { token: await server.readSetupToken(), name: "Bench", email: "bench@example.com", password };
  return createClient({ baseUrl: server.url, token: await signIn(server, "/api/v1/setup", body) });
}

/** Every second dashboard is one the user may see; the policies are as many as a small profile has. */
async function fill(administrator, params) {
  const tags = [{ key: "region", value: "r0" }];
  await administrator.users.createUser({ params, body: { name: "Uma", email: "uma@example.com", password, tags } });
  for (let index = 0; index < dashboardCount; index += 1) {
    await administrator.dashboards.createDashboard({
      params,
      body: { name: `Dashboard ${index}`, tags: [{ key: "group", value: `g${index % 2}` }] },
    });
  }
  for (let index = 0; index < policyCount; index += 1) {
    const targets = [{ subject: "run_user", match: "tag", key: "region", value: `r${index}` }];
    const resource = { type: "dashboard", match: "tag", key: "group", value: `g${index}` };
    await administrator.access.createPolicy({
      params,
      body: { name: `Policy ${index}`, targets, permissions: [{ effect: "allow", actions: ["access"], resource }] },
    });
  }
}

async function signIn(server, path, body) {
  const answer = await fetch(server.url + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const token = /=([cu]-[^;]+)/.exec(answer.headers.get("set-cookie") ?? "")?.[1];
  if (token === undefined) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return decodeURIComponent(token);
}

function bearer(token) {
  return { authorization: `Bearer ${token}` };
}
