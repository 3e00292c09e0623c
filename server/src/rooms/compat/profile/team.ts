import { sql } from "kysely";
import type { TagoCall, TagoRoute } from "../wire/tago-route.ts";
import { requireOwnProfile } from "./profiles.ts";

interface Member {
  id: string;
  name: string;
  email: string | null;
  status: string;
  created_at: Date;
}

/** The administrators who are members of the profile; who is one is decided in the console. */
async function teamList(call: TagoCall): Promise<unknown> {
  requireOwnProfile(call);
  const { ctx } = call;
  const { rows } = await sql<Member>`
    select u.id, u.name, u.email, u.status, m.created_at from memberships m join users u on u.id = m.administrator_id
    where m.profile_id = ${ctx.profileId} and u.deleted_at is null order by lower(u.name), u.id`.execute(ctx.db);
  return rows.map(({ id, name, email, status, created_at }) => ({
    id,
    name,
    email: email ?? "",
    active: status === "active",
    created_at: created_at.toISOString(),
  }));
}

export const teamRoutes: TagoRoute[] = [{ method: "GET", path: "/profile/:id/team", tokens: ["profile"], handler: teamList }];
