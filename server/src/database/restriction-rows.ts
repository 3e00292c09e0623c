import { sql, type RawBuilder } from "kysely";

export interface RestrictionRow {
  profileId: string;
  ownerType: "role" | "run_user" | "administrator" | "api_token" | "device" | "analysis";
  ownerId: string;
  rules: unknown;
}

/**
 * As JSON text, for a query that finds out who is calling: the rules about from where and when, of one owner and of all roles
 * of a profile; whether the caller holds these is the engine's to say. Null where there are none, as for nearly everybody.
 */
export function restrictionsOf(
  profileId: RawBuilder<unknown>,
  owner: { type: RestrictionRow["ownerType"]; id: RawBuilder<unknown> } | null,
): RawBuilder<string | null> {
  const ofRoles = sql`select * from restrictions where profile_id = ${profileId} and owner_type = 'role' and rules is not null`;
  const rows =
    owner === null
      ? ofRoles
      : sql`${ofRoles} union all
          select * from restrictions where profile_id = ${profileId} and owner_type = ${sql.lit(owner.type)} and owner_id = ${owner.id} and rules is not null`;
  return sql<string | null>`(select ${asJson} from (${rows}) r)`;
}

/** The same for what holds no roles. */
export function ownRestrictionsOf(
  profileId: RawBuilder<unknown>,
  owner: { type: RestrictionRow["ownerType"]; id: RawBuilder<unknown> },
): RawBuilder<string | null> {
  return sql<string | null>`(select ${asJson} from restrictions r
    where r.profile_id = ${profileId} and r.owner_type = ${sql.lit(owner.type)} and r.owner_id = ${owner.id} and r.rules is not null)`;
}

/** The same for an administrator: of the person, and of the roles of every profile in which roles govern them. */
export function restrictionsOfAdministrator(administratorId: RawBuilder<unknown>): RawBuilder<string | null> {
  return sql<string | null>`(select ${asJson} from (
    select * from restrictions where profile_id = repeat('0', 24) and owner_type = 'administrator' and owner_id = ${administratorId} and rules is not null
    union all
    select rr.* from memberships rm join restrictions rr on rr.profile_id = rm.profile_id and rr.owner_type = 'role' and rr.rules is not null
    where rm.administrator_id = ${administratorId} and rm.is_limited
  ) r)`;
}

const asJson = sql`jsonb_agg(jsonb_build_object('profileId', r.profile_id, 'ownerType', r.owner_type, 'ownerId', r.owner_id, 'rules', r.rules))::text`;

/** As JSON text: what a profile's security settings say; null where nobody changed the defaults. */
export function securityOf(profileId: RawBuilder<unknown>): RawBuilder<string | null> {
  return sql<string | null>`(select ss.settings::text from security_settings ss where ss.profile_id = ${profileId})`;
}
