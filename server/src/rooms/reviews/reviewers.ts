import type { ReviewBody } from "@latchkey/contract";
import type { Connection } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { listKnownReviewers } from "./reviewers.store.ts";

/** Reviewers with their names. Somebody of another profile answers exactly as somebody who does not exist. */
export async function namedReviewers(connection: Connection, ctx: Context, reviewers: ReviewBody["reviewers"]) {
  const known = await listKnownReviewers(connection, ctx.profileId, reviewers);
  const errors = reviewers.flatMap(({ type, id }, index) =>
    known.has(`${type} ${id}`) ? [] : [{ path: `body.reviewers.${index}.id`, message: "is nobody who may review in this profile" }],
  );
  if (errors.length > 0) throw httpErrors.bad_request({ errors });
  return reviewers.map(({ type, id }) => ({ type, id, name: known.get(`${type} ${id}`)?.name ?? "" }));
}

export function isReviewer({ principal }: Context, { reviewers }: { reviewers: readonly { type: string; id: string }[] }): boolean {
  return reviewers.some((each) => each.type === principal.kind && "id" in principal && each.id === principal.id);
}
