import type { Conditions } from "@latchkey/contract";
import { sql, type RawBuilder } from "kysely";

export interface HeldRole {
  profileId: string;
  roleId: string;
  conditions: Conditions;
}

/**
 * The role assignments of the person that a query reads as `u`, ended ones left out; whether the others hold is the engine's
 * to say. Of administrators, those in every profile.
 */
export function heldRoles(now: Date | RawBuilder<Date>): RawBuilder<HeldRole[]> {
  return sql<HeldRole[]>`coalesce((
    select jsonb_agg(jsonb_build_object('profileId', a.profile_id, 'roleId', a.role_id, 'conditions', a.conditions))
    from role_assignments a
    where a.assignee_id = u.id and (a.ends_at is null or a.ends_at > ${now}) and case a.assignee_type
      when 'run_user' then a.profile_id = u.profile_id
      when 'administrator' then u.profile_id = repeat('0', 24)
      else false end
  ), '[]')`;
}
