import { defineErrors } from "../../platform/errors.ts";

export const policyFileErrors = defineErrors("policy_files", {
  invalid_file: {
    status: 400,
    title: "The file cannot be applied.",
    advice: "Each entry of `errors` names the place in the file and the reason. Nothing was changed.",
  },
  too_many_members: {
    status: 409,
    title: "A group has more members by hand than a file can name.",
    advice: "`detail` names the groups. Export without people, or give the group a tag rule instead of members by hand.",
  },
});
