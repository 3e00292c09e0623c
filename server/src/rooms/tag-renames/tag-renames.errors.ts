import { defineErrors } from "../../platform/errors.ts";

export const tagRenameErrors = defineErrors("tag_renames", {
  exists: {
    status: 409,
    title: "The new name is in use already.",
    advice: "Renaming would make both one, which renaming back does not undo. Send `mergeExisting` to do it all the same.",
  },
});
