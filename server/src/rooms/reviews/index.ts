export { closeDueReviews } from "./close-review.ts";
export { remindReviewers } from "./tell-reviewers.ts";
export { reviewRoutes } from "./reviews.routes.ts";
