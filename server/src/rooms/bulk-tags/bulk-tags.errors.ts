import { defineErrors } from "../../platform/errors.ts";

export const bulkTagErrors = defineErrors("bulk_tags", {
  nobody: {
    status: 409,
    title: "Nobody and nothing would have other tags.",
    advice: "Choose others, or other steps. The preview says how many would change.",
  },
  not_undoable: {
    status: 409,
    title: "The change cannot be taken back.",
    advice: "It is still under way, was taken back before, changed nothing, or is more than a day old. Read it to see how it stands.",
  },
});
