import { apiRoutes, lineKind, reviewState } from "@latchkey/contract";
import { keepValid, oneOf } from "../../shell/search-params.ts";

const { cursor } = apiRoutes.reviews.listReviews.query.shape;

/** State of the list of reviews in the address. */
export const reviewsSearch = keepValid({ state: reviewState, cursor });
type ReviewsParts = Required<ReturnType<typeof reviewsSearch>>;
export type ReviewsSearch = { [Part in keyof ReviewsParts]?: ReviewsParts[Part] | undefined };

export const lineDecisions = ["none", "keep", "revoke", "review_people"] as const;

/** Which lines of a review are shown. */
export const reviewSearch = keepValid({ kind: lineKind, decision: oneOf(lineDecisions), cursor });
type ReviewParts = Required<ReturnType<typeof reviewSearch>>;
export type ReviewSearch = { [Part in keyof ReviewParts]?: ReviewParts[Part] | undefined };
