import { transact } from "../../database/transact.ts";
import type { Connection, Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { newId } from "../../platform/ids.ts";
import { hashToken, newSecretToken } from "../../platform/secret-tokens.ts";
import type { Place } from "../sessions/index.ts";
import { findUser, findUserForUpdate, type UserRow } from "../users/index.ts";
import type { Proved, ProvedPerson } from "./proved.ts";
import { signInErrors } from "./sign-in.errors.ts";
import { deleteTicket, findTicketRow, insertTicket } from "./tickets.store.ts";

/** At which step a ticket may be shown; at any other it is worth nothing. */
export type TicketStep = "passkey" | "second_factor" | "enrol_second_factor" | "change_password";

const ticketMinutes = 10;

export interface NewTicket {
  place: Place;
  userId: string | null;
  step: TicketStep;
  proved: Proved;
}

/** Makes a ticket for the next step, bound to the person, the place and what was proved so far. */
export async function createTicket(
  connection: Connection,
  ctx: Context,
  wanted: NewTicket,
): Promise<{ ticket: string; id: string; expiresAt: string }> {
  const now = ctx.platform.clock.now();
  const id = newId(ctx.platform.clock);
  const ticket = newSecretToken("ticket");
  const expiresAt = new Date(now.getTime() + ticketMinutes * 60_000);
  await insertTicket(connection, {
    profile_id: wanted.place.profileId,
    id,
    user_id: wanted.userId,
    place: wanted.place.kind,
    step: wanted.step,
    token_hash: hashToken(ticket),
    proved: JSON.stringify(wanted.proved),
    data: "{}",
    created_at: now,
    expires_at: expiresAt,
  });
  return { ticket, id, expiresAt: expiresAt.toISOString() };
}

export interface Ticket {
  profileId: string;
  id: string;
  proved: Proved;
  /** What codes and challenges of this step are bound to, so that those of another sign-in are worth nothing here. */
  boundTo: `ticket:${string}`;
}

/** A ticket of nobody yet: that of a passkey's challenge. */
export async function findOpenTicket(ctx: Context, place: Place, wanted: { ticket: string; step: TicketStep }): Promise<Ticket> {
  const row = await findRow(ctx, place, wanted);
  return { profileId: row.profile_id, id: row.id, proved: row.proved, boundTo: boundTo(row.id) };
}

/** A ticket and whose it is; it is not used up. */
export async function findTicket(
  ctx: Context,
  place: Place,
  wanted: { ticket: string; step: TicketStep },
): Promise<{ ticket: Ticket; user: UserRow }> {
  const row = await findRow(ctx, place, wanted);
  const user = row.user_id === null ? undefined : await findUser(ctx.db, row.profile_id, row.user_id, { kind: "all" });
  if (!user) throw signInErrors.ticket_not_valid();
  return { ticket: { profileId: row.profile_id, id: row.id, proved: row.proved, boundTo: boundTo(row.id) }, user };
}

async function findRow(ctx: Context, place: Place, { ticket, step }: { ticket: string; step: TicketStep }) {
  const now = ctx.platform.clock.now();
  const row = await findTicketRow(ctx.db, { profileId: place.profileId, tokenHash: hashToken(ticket), step, now });
  if (!row) throw signInErrors.ticket_not_valid();
  return row;
}

function boundTo(ticketId: string): `ticket:${string}` {
  return `ticket:${ticketId}`;
}

/**
 * Uses a ticket up and goes on with whoever it belongs to. INVARIANT: the user is locked before the ticket is taken: whoever
 * changes the password, suspends or deletes them locks first and takes their tickets away.
 */
export async function passTicket<T>(
  ctx: Context,
  passing: { place: Place; ticket: Ticket; user: UserRow; proved: Proved },
  next: (tx: Tx, person: ProvedPerson) => Promise<T>,
): Promise<T> {
  const { place, ticket, user, proved } = passing;
  return transact(ctx.db, async (tx) => {
    const locked = await findUserForUpdate(tx, user.profile_id, user.id, { kind: "all" });
    const isTaken = await deleteTicket(tx, { profile_id: ticket.profileId, id: ticket.id });
    if (!locked || !isTaken) throw signInErrors.ticket_not_valid();
    return next(tx, { place, user: locked, proved });
  });
}
