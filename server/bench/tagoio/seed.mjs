import { createClient } from "@latchkey/client";

const userCount = 200;
const dashboardCount = 20;
const policyCount = 20;

/** A profile with users, dashboards, policies and a device, and the five pairs of calls that are compared. */
export async function seed(server) {
  const administrator = await setUp(server);
  const { id: profileId } = await administrator.profiles.createProfile({ body: { name: "Bench", slug: "bench" } });
  const params = { profileId };
  const { token } = await administrator.tokens.createToken({ params, body: { name: "bench", permission: "full" } });
  const tagoio = createTagoio(`${server.url}/tagoio`, token);

  const users = await many(userCount, (index) => tagoio("/run/users", newUser(index)));
  await many(dashboardCount, (index) =>
    tagoio("/dashboard", { label: `Dashboard ${index}`, tags: [{ key: "group", value: `g${index}` }] }),
  );
  const policies = await many(policyCount, (index) => tagoio("/am", newPolicy(index)));
  const device = await administrator.devices.createDevice({ params, body: { name: "Pump" } });

  const own = `${server.url}/api/v1/profiles/${profileId}`;
  const theirs = `${server.url}/tagoio`;
  const [user, policy] = [users[0].user, policies[0].am_id];
  const pair = (name, ownPath, tagoioPath, sent = {}) => ({
    name,
    own: { url: ownPath, headers: { authorization: `Bearer ${sent.token ?? token}` }, body: sent.body },
    tagoio: { url: tagoioPath, headers: { token: sent.token ?? token }, body: sent.body },
  });
  const fields = "fields[0]=id&fields[1]=name&fields[2]=email&fields[3]=active&fields[4]=last_login&fields[5]=created_at";
  return [
    pair("list of 50 users", `${own}/users?limit=50`, `${theirs}/run/users?page=1&amount=50&orderBy=name,asc&${encodeURI(fields)}`),
    pair("one user", `${own}/users/${user}`, `${theirs}/run/users/${user}`),
    pair("list of 20 dashboards", `${own}/dashboards?limit=20`, `${theirs}/dashboard?page=1&amount=20&orderBy=label,asc`),
    pair("one policy", `${own}/policies/${policy}`, `${theirs}/am/${policy}`),
    pair("data of a device, 1 record", `${server.url}/api/v1/data`, `${theirs}/data`, {
      token: device.token,
      body: [{ variable: "temperature", value: 21.5, unit: "C" }],
    }),
  ];
}

const newUser = (index) => ({
  name: `User ${index}`,
  email: `user-${index}@example.com`,
  password: "quiet river under nine lamps",
  timezone: "UTC",
  company: "Acme",
  active: true,
  tags: [{ key: "region", value: `r${index % 10}` }],
});

const newPolicy = (index) => ({
  name: `Policy ${index}`,
  targets: [["run_user", "tag.key", "region", "tag.value", `r${index}`]],
  permissions: [{ effect: "allow", action: ["access"], resource: ["dashboard", "tag.key", "group", "tag.value", `g${index}`] }],
});

async function many(count, create) {
  const made = [];
  for (let index = 0; index < count; index += 1) made.push(await create(index));
  return made;
}

function createTagoio(url, token) {
  return async (path, body) => {
    const headers = { token, "content-type": "application/json" };
    const answer = await (await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) })).json();
    if (answer.status !== true) throw new Error(`${path}: ${answer.message}`);
    return answer.result;
  };
}

async function setUp(server) {
  const body = {
    token: await server.readSetupToken(),
    name: "Bench",
    email: "bench@example.com",
    password: "quiet river under nine lamps",
  };
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${server.url}/api/v1/setup`, { method: "POST", headers, body: JSON.stringify(body) });
  const token = /=(c-[^;]+)/.exec(answer.headers.get("set-cookie") ?? "")?.[1];
  if (token === undefined) throw new Error(`the set-up answered ${answer.status}`);
  return createClient({ baseUrl: server.url, token: decodeURIComponent(token) });
}
