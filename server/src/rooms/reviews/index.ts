export { closeDueReviews } from "./close-review.ts";
export { reviewRoutes } from "./reviews.routes.ts";
