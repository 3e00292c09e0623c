import { defineErrors } from "../../platform/errors.ts";

export const policyFileErrors = defineErrors("policy_files", {
  invalid_file: {
    status: 400,
    title: "The file cannot be applied.",
    advice: "Each entry of `errors` names the place in the file and the reason. Nothing was changed.",
  },
});
