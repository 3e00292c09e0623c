/** People, dashboards, groups and roles put into the database by a few statements: a million calls would take an hour. */
import { randomBytes } from "node:crypto";

const organizations = 1000;
const regions = 50;
const kinds = 40;
const levels = ["guest", "user", "operator", "supervisor", "manager"];
export const groupDepth = 10;

/** Ids as the product makes them, but of a number, so that a second run seeds the same. */
const idOf = (prefix, number) => `${prefix}${number.toString(16).padStart(24 - prefix.length, "0")}`;
export const groupId = (level) => idOf("9a", level);
export const roleId = (number) => idOf("9b", number);

/** Users `from` to `to`. Their names are in no order, as names are; one in a hundred holds a role of their own. */
export async function seedUsers(client, { profileId, from, to }) {
  const { rows: indexes } = await client.query(
    `select indexname, indexdef from pg_indexes where tablename = 'users' and indexdef like '%USING gin%'`,
  );
  // Made anew at the end, such an index takes a fraction of the time.
  for (const { indexname } of indexes) await client.query(`drop index ${indexname}`);
  await client.query(
    `insert into users (profile_id, id, name, email, status, source, tags, group_ids, role_ids, created_at, updated_at)
    select $1, '7a' || lpad(to_hex(n), 22, '0'), initcap(substr(md5(n::text), 1, 8)) || ' ' || n, 'user-' || n || '@bench.test', 'active', 'console',
      array[
        'organization=o' || (n * 7919) % ${organizations}, 'region=r' || (n * 104729) % ${regions},
        'level=' || ($4::text[])[1 + (n * 31) % ${levels.length}], 'cohort=c' || (n * 15485863) % 10000
      ],
      array[$5], case when n % 200 = 0 then array[$6] when n % 100 = 0 then array[$7] else '{}' end, now() - n * interval '1 second', now()
    from generate_series($2::bigint, $3::bigint) as n`,
    [profileId, from, to, levels, groupId(groupDepth - 1), roleId(0), roleId(1)],
  );
  await client.query(
    `insert into role_assignments (profile_id, id, role_id, assignee_type, assignee_id, conditions, conditions_key, reason, given_by, created_at)
    select $1, '8a' || lpad(to_hex(n), 22, '0'), case n % 200 when 0 then $4 else $5 end, 'run_user', '7a' || lpad(to_hex(n), 22, '0'), '{}', '', 'bench', 'bench', now()
    from generate_series($2::bigint, $3::bigint) as n where n % 100 = 0`,
    [profileId, from, to, roleId(0), roleId(1)],
  );
  for (const { indexdef } of indexes) await client.query(indexdef);
  await client.query("vacuum analyze users, role_assignments");
}

export async function seedDashboards(client, { profileId, count }) {
  await client.query(
    `insert into dashboards (profile_id, id, name, description, tags, created_at, updated_at)
    select $1, '6a' || lpad(to_hex(n), 22, '0'), initcap(substr(md5('d' || n), 1, 8)) || ' ' || n, '',
      array['organization=o' || (n * 7919) % ${organizations}, 'region=r' || (n * 611953) % ${regions}, 'kind=k' || (n * 48611) % ${kinds}],
      now() - n * interval '1 second', now()
    from generate_series(1, $2::bigint) as n`,
    [profileId, count],
  );
  await client.query("vacuum analyze dashboards");
}

/** Ten groups, each below the one before; everybody is in the lowest, and so in all. Two roles with a rule each. */
export async function seedGroupsAndRoles(client, profileId) {
  for (let level = 0; level < groupDepth; level += 1) {
    await client.query(
      `insert into groups (profile_id, id, name, description, parent_id, rule, tags, version, access_revision, created_at, updated_at)
      values ($1, $2, $3, '', $4, null, $5, 1, 1, now(), now())`,
      [profileId, groupId(level), `Level ${level}`, level === 0 ? null : groupId(level - 1), level === 5 ? ["shift=day"] : []],
    );
  }
  for (const number of [0, 1]) {
    const resource = { type: "dashboard", match: "tag", key: "kind", value: `k${number}` };
    await client.query(
      `insert into roles (profile_id, id, name, description, permissions, version, access_revision, created_at, updated_at)
      values ($1, $2, $3, '', $4, 1, 1, now(), now())`,
      [profileId, roleId(number), `Role ${number}`, JSON.stringify([{ effect: "allow", actions: ["access"], resource }])],
    );
  }
}

/**
 * A hundred policies: 40 tag to tag, 19 id to id, 20 by tag match, 10 any on one side, 10 deny, and one for the top group,
 * which a million people are in.
 */
export function policies() {
  const list = [];
  const rule = (...parts) => list.push(ruleOf(...parts));

  for (let n = 0; n < 40; n += 1) rule(n % 2 === 0 ? tag("region", `r${n}`) : tag("cohort", `c${n * 200}`), tag("kind", `k${n % kinds}`));
  for (let n = 1; n < 20; n += 1) rule({ match: "id", id: idOf("7a", n * 977) }, { match: "id", id: idOf("6a", n * 1009) });
  for (let n = 0; n < 10; n += 1) rule(tag("level", levels[n % levels.length]), { match: "tag_match", key: "organization" });
  for (let n = 0; n < 10; n += 1) rule(tag("organization", `o${n * 100}`), { match: "tag_match", key: "region" });
  for (let n = 0; n < 5; n += 1) rule({ match: "any" }, { match: "id", id: idOf("6a", 10 + n) });
  for (let n = 0; n < 5; n += 1) rule(tag("cohort", `c${n}`), { match: "any" });
  for (let n = 0; n < 10; n += 1) rule(tag("level", "guest"), tag("kind", `k${30 + n}`), "deny");
  rule({ match: "group", id: groupId(0) }, tag("region", "r7"));
  return list;
}

/** As many more of every kind, with roles and keys too: what an access review finds is computed over all of them. */
export function morePolicies(count, { users, dashboards }) {
  const personTag = (n) =>
    [tag("region", `r${n % 50}`), tag("organization", `o${n % 1000}`), tag("level", levels[n % levels.length])][n % 3];
  const dashboardTag = (n) => [tag("kind", `k${n % kinds}`), tag("region", `r${n % 50}`), tag("organization", `o${n % 1000}`)][(n * 7) % 3];
  const kindsOfRule = [
    (n) => [personTag(n), dashboardTag(n)],
    (n) => [personTag(n * 3), dashboardTag(n * 5)],
    (n) => [tag("cohort", `c${(n * 17) % 10_000}`), dashboardTag(n)],
    (n) => [
      { match: "id", id: idOf("7a", 1 + ((n * 977) % users)) },
      { match: "id", id: idOf("6a", 1 + ((n * 1009) % dashboards)) },
    ],
    (n) => [personTag(n), { match: "tag_match", key: n % 2 === 0 ? "organization" : "region" }],
    (n) => [{ match: "tag_match", key: ["organization", "badge", "level", "wing"][n % 4] }, dashboardTag(n)],
    (n) => (n % 2 === 0 ? [{ match: "any" }, dashboardTag(n)] : [personTag(n), { match: "any" }]),
    (n) => [{ match: "group", id: groupId(n % groupDepth) }, dashboardTag(n)],
    (n) => [{ match: "role", id: roleId(n % 2) }, dashboardTag(n)],
    (n) => [personTag(n), dashboardTag(n * 11), "deny"],
  ];
  return Array.from({ length: count }, (_each, n) => ruleOf(...kindsOfRule[n % kindsOfRule.length](n)));
}

function ruleOf(target, resource, effect = "allow") {
  return {
    targets: [{ subject: "run_user", ...target }],
    permissions: [{ effect, actions: ["access"], resource: { type: "dashboard", ...resource } }],
  };
}

function tag(key, value) {
  return { match: "tag", key, value };
}

/** Dashboards to ask about, each kind of rule among them. */
export function askedDashboardIds(count, among) {
  return Array.from({ length: count }, (_, index) => idOf("6a", index % 20 === 0 ? 10 + (index % 5) : 1 + ((index * 487) % among)));
}

/** People whose lists are asked: one of each level, one with a cohort that may see everything. */
export const viewers = [
  ...levels.map((level, index) => ({ level, organization: `o${index * 211}`, region: `r${index * 9}`, cohort: "c9999" })),
  { level: "user", organization: "o500", region: "r7", cohort: "c1" },
];

export function emailOf(index) {
  return `viewer-${index}-${randomBytes(3).toString("hex")}@bench.test`;
}
