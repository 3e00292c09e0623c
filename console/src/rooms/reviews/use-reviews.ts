import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { apiRoutes, LineDecision, RouteRequest } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";
import type { ReviewSearch, ReviewsSearch } from "./reviews-search.ts";

export type NewReview = RouteRequest<typeof apiRoutes.reviews.createReview>["body"];
export type ReviewChange = RouteRequest<typeof apiRoutes.reviews.changeReview>["body"];

function reviewsKey(profileId: string) {
  return ["profiles", profileId, "reviews"] as const;
}

export function useReviews({ state, cursor }: ReviewsSearch) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...reviewsKey(profileId), "list", state, cursor],
    queryFn: ({ signal }) =>
      api.reviews.listReviews({ params: { profileId }, query: { cursor, ...(state === undefined ? {} : { state: [state] }) }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useReview(reviewId: string) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...reviewsKey(profileId), "one", reviewId],
    queryFn: ({ signal }) => api.reviews.getReview({ params: { profileId, reviewId }, signal }),
  });
}

export function useReviewLines(reviewId: string, { kind, decision, cursor }: ReviewSearch) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...reviewsKey(profileId), "lines", reviewId, kind, decision, cursor],
    queryFn: ({ signal }) =>
      api.reviews.listReviewLines({
        params: { profileId, reviewId },
        query: { cursor, ...(kind === undefined ? {} : { kind: [kind] }), ...(decision === undefined ? {} : { decision: [decision] }) },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

export function useCreateReview() {
  const profileId = useProfileId();
  const refresh = useRefreshReviews();

  return useMutation({ mutationFn: (body: NewReview) => api.reviews.createReview({ params: { profileId }, body }), onSuccess: refresh });
}

export function useChangeReview(reviewId: string) {
  const profileId = useProfileId();
  const refresh = useRefreshReviews();

  return useMutation({
    mutationFn: (body: ReviewChange) => api.reviews.changeReview({ params: { profileId, reviewId }, body }),
    onSuccess: refresh,
  });
}

interface Decision {
  lineIds: string[];
  decision: LineDecision;
  reason: string;
}

export function useDecideLines(reviewId: string) {
  const profileId = useProfileId();
  const refresh = useRefreshReviews();

  return useMutation({
    mutationFn: (body: Decision) => api.reviews.decideReviewLines({ params: { profileId, reviewId }, body }),
    onSuccess: refresh,
  });
}

/** `onClosed` is told before the page shows the closed review, and with it no longer whoever asked. */
export function useCloseReview(reviewId: string, onClosed: (isApplied: boolean) => void) {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (apply: boolean) => api.reviews.closeReview({ params: { profileId, reviewId }, body: { apply } }),
    // Closing changes policies and assignments.
    onSuccess: (_, apply) => {
      onClosed(apply);

      return queryClient.invalidateQueries({ queryKey: ["profiles", profileId] });
    },
  });
}

function useRefreshReviews() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return () => queryClient.invalidateQueries({ queryKey: reviewsKey(profileId) });
}
