/** People, dashboards and policies put into the database by a few statements, the same ones in every run. */

const keys = [
  ...[4, 5, 7, 9, 10].map((values, at) => ({ key: `low${at}`, values })),
  ...[40, 55, 70, 85, 99, 60].map((values, at) => ({ key: `mid${at}`, values })),
  ...[5000, 5000].map((values, at) => ({ key: `high${at}`, values })),
];
const named = keys.filter(({ values }) => values < 100);
const idOf = (prefix, number) => `${prefix}${number.toString(16).padStart(24 - prefix.length, "0")}`;
const batch = 10_000;

/** A small generator of numbers (mulberry32): the same seed gives the same world. */
export function createRandom(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function somePair(random, among = keys) {
  const { key, values } = among[random(among.length)];
  return { key, value: `v${random(values)}` };
}

function someTags(random, least, more) {
  const count = least + random(more);
  return [...new Set(Array.from({ length: count }, () => somePair(random)).map(({ key, value }) => `${key}=${value}`))];
}

export async function seedUsers(client, { profileId, count, random }) {
  for (let from = 0; from < count; from += batch) {
    const rows = Array.from({ length: Math.min(batch, count - from) }, (_each, at) => ({ n: from + at + 1, tags: someTags(random, 4, 5) }));
    await client.query(
      `insert into users (profile_id, id, name, email, status, source, tags, created_at, updated_at)
      select $1, '7a' || lpad(to_hex(r.n), 22, '0'), 'User ' || r.n, 'user-' || r.n || '@bench.test', 'active', 'console', r.tags, now(), now()
      from jsonb_to_recordset($2::jsonb) as r(n int, tags text[])`,
      [profileId, JSON.stringify(rows)],
    );
  }
  await client.query("vacuum analyze users");
}

export async function seedDashboards(client, { profileId, count, random }) {
  const rows = Array.from({ length: count }, (_each, at) => ({ n: at + 1, tags: someTags(random, 3, 4) }));
  await client.query(
    `insert into dashboards (profile_id, id, name, description, tags, created_at, updated_at)
    select $1, '6a' || lpad(to_hex(r.n), 22, '0'), 'Dashboard ' || r.n, '', r.tags, now(), now()
    from jsonb_to_recordset($2::jsonb) as r(n int, tags text[])`,
    [profileId, JSON.stringify(rows)],
  );
  await client.query("vacuum analyze dashboards");
}

/**
 * 40 % tag to tag, 20 % id to id, 20 % tag match, 10 % any on one side, 10 % deny. All else is as in the policy `modelId`,
 * which the API has made. Policies that are there already stay.
 */
export async function seedPolicies(client, { profileId, modelId, count, users, dashboards, random }) {
  const { rows: revisions } = await client.query(
    `update profiles set access_revision = access_revision + 1 where id = $1 returning access_revision`,
    [profileId],
  );
  const rows = Array.from({ length: count }, (_each, at) => ({
    id: idOf("5a", at + 1),
    name: `Policy ${at + 1}`,
    access_revision: revisions[0].access_revision,
    ...somePolicy(at, { users, dashboards, random }),
  }));
  await client.query(
    `insert into policies select (jsonb_populate_record(model, row)).* from policies as model, jsonb_array_elements($3::jsonb) as row
    where model.profile_id = $1 and model.id = $2 on conflict (profile_id, id) do nothing`,
    [profileId, modelId, JSON.stringify(rows)],
  );
  await client.query("vacuum analyze policies");
}

function somePolicy(at, { users, dashboards, random }) {
  const kind = at % 10;
  const byTag = () => ({ match: "tag", ...somePair(random, named) });
  const [target, resource] = {
    4: [
      { match: "id", id: idOf("7a", 1 + random(users)) },
      { match: "id", id: idOf("6a", 1 + random(dashboards)) },
    ],
    5: [
      { match: "id", id: idOf("7a", 1 + random(users)) },
      { match: "id", id: idOf("6a", 1 + random(dashboards)) },
    ],
    6: [byTag(), { match: "tag_match", key: keys[random(keys.length)].key }],
    7: [byTag(), { match: "tag_match", key: keys[random(keys.length)].key }],
    8: random(2) === 0 ? [{ match: "any" }, byTag()] : [byTag(), { match: "any" }],
  }[kind] ?? [byTag(), byTag()];
  const permission = { effect: kind === 9 ? "deny" : "allow", actions: ["access"], resource: { type: "dashboard", ...resource } };
  return { targets: [{ subject: "run_user", ...target }], permissions: [permission] };
}
