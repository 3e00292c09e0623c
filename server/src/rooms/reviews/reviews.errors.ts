import { defineErrors } from "../../platform/errors.ts";

export const reviewErrors = defineErrors("reviews", {
  not_open: {
    status: 409,
    title: "The review is no longer open.",
    advice: "A closed or cancelled review is evidence and cannot be changed. Start a new one.",
  },
  not_reviewer: {
    status: 403,
    title: "Only the reviewers of this review may decide.",
    advice: "Whoever may edit access management can hand the review to other reviewers.",
  },
  own_line: {
    status: 409,
    title: "Nobody decides about themselves.",
    advice: "Leave the lines about yourself to another reviewer.",
  },
  too_many_people: {
    status: 409,
    title: "The rule speaks about too many people to look at one by one.",
    advice: "Keep or revoke the rule as a whole, or narrow its targets first.",
  },
  nothing_to_review: {
    status: 409,
    title: "There is nothing to review.",
    advice: "No active policy allows anything and no role is assigned within the chosen scope. Widen it.",
  },
});
