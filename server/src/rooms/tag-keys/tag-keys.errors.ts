import { defineErrors } from "../../platform/errors.ts";

export const tagKeyErrors = defineErrors("tag_keys", {
  already_registered: {
    status: 409,
    title: "The tag key is registered already.",
    advice: "Change the entry that there is instead.",
  },
  value_not_allowed: {
    status: 400,
    title: "A tag has a value that its key does not take.",
    advice: "Each entry of `errors` names the key and the values it takes. Choose one of them, or add the value to the tag key registry.",
  },
  managed_by_file: {
    status: 409,
    title: "The tag key is kept in a file and is changed there.",
    advice: "`managedBy` names the file. Change it there and apply it, or hand the entry over by saving it with `managedBy` null.",
  },
  version_conflict: {
    status: 412,
    title: "Somebody saved this tag key while you were editing it.",
    advice: "`current` is the stored entry. Merge your changes into it and save with its version.",
  },
});
