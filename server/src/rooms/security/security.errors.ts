import { defineErrors } from "../../platform/errors.ts";

export const securityErrors = defineErrors("security", {
  version_conflict: {
    status: 412,
    title: "Somebody else changed these settings meanwhile.",
    advice: "Read them again, then repeat your change.",
  },
});
