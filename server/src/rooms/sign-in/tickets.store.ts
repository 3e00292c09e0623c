import type { Insertable, Selectable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import type { SignInTicketsTable } from "./sign-in.tables.ts";

export type TicketRow = Selectable<SignInTicketsTable>;

export async function insertTicket(connection: Connection, row: Insertable<SignInTicketsTable>): Promise<void> {
  await connection.insertInto("sign_in_tickets").values(row).execute();
}

export interface WantedTicket {
  profileId: string;
  tokenHash: Buffer;
  step: string;
  now: Date;
}

export async function findTicketRow(connection: Connection, wanted: WantedTicket): Promise<TicketRow | undefined> {
  return connection
    .selectFrom("sign_in_tickets")
    .selectAll()
    .where("token_hash", "=", wanted.tokenHash)
    .where("profile_id", "=", wanted.profileId)
    .where("step", "=", wanted.step)
    .where("expires_at", ">", wanted.now)
    .executeTakeFirst();
}

/** INVARIANT: of many calls with one ticket at once exactly one gets on. */
export async function deleteTicket(tx: Tx, ticket: Pick<TicketRow, "profile_id" | "id">): Promise<boolean> {
  const deleted = await tx
    .deleteFrom("sign_in_tickets")
    .where("profile_id", "=", ticket.profile_id)
    .where("id", "=", ticket.id)
    .returning("id")
    .executeTakeFirst();
  return deleted !== undefined;
}

export async function deleteTicketsOf(tx: Tx, owner: { profileId: string; userId: string }): Promise<void> {
  await tx.deleteFrom("sign_in_tickets").where("profile_id", "=", owner.profileId).where("user_id", "=", owner.userId).execute();
}

/** For timed work. */
export async function deleteExpiredTickets(connection: Connection, now: Date): Promise<void> {
  await connection.deleteFrom("sign_in_tickets").where("expires_at", "<", now).execute();
  await connection.deleteFrom("spent_challenges").where("expires_at", "<", now).execute();
}
