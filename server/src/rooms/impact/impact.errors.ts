import { defineErrors } from "../../platform/errors.ts";

export const impactErrors = defineErrors("impact", {
  too_many_rows: {
    status: 400,
    title: "The export would have too many lines.",
    advice: "`rows` says how many. Change less at once, or read the list page by page.",
  },
});
