import { notFound } from "@tanstack/react-router";
import { ProblemError } from "@latchkey/client";

/** 400: an address that breaks the rules for ids or portal names, which therefore leads nowhere. */
const nothingThereStatuses = [400, 403, 404];

/** Whether an answer means that, for this person, there is nothing at the address. */
export function isNothingThere(error: unknown): boolean {
  return error instanceof ProblemError && nothingThereStatuses.includes(error.status);
}

/** What a page needs before it shows; where there is nothing for this person, the not-found page takes its place. */
export async function orNotFound<T>(loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (error) {
    if (!isNothingThere(error)) throw error;

    const nothingThere: unknown = notFound();
    throw nothingThere;
  }
}
