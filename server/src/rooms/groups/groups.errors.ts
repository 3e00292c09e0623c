import { defineErrors } from "../../platform/errors.ts";

export const groupErrors = defineErrors("groups", {
  name_taken: {
    status: 409,
    title: "Another group of this profile has this name.",
    advice: "Names tell groups apart for people and in files. Choose another one.",
  },
  unknown_parent: {
    status: 400,
    title: "There is no such group to put this one into.",
    advice: "Choose a parent from GET /api/v1/profiles/{profileId}/groups, or none.",
  },
  cycle: {
    status: 409,
    title: "A group cannot be inside itself.",
    advice: "`detail` names the groups from one to the next. Choose a parent that is not below this group.",
  },
  too_deep: {
    status: 409,
    title: "The groups would be nested too deeply.",
    advice: "Choose a parent nearer to the top, or put fewer groups between.",
  },
  has_groups_below: {
    status: 409,
    title: "There are groups inside this one.",
    advice: "Delete them or give them another parent first.",
  },
  unknown_member: {
    status: 400,
    title: "Some of the users do not exist in this profile.",
    advice: "Each entry of `errors` names one. Nothing was changed: take them out and try again.",
  },
  too_many_members: {
    status: 400,
    title: "So many users can be changed at once only with full access.",
    advice: "Name at most 100 users in one call, those to add and those to remove together.",
  },
  nothing_pending: {
    status: 409,
    title: "The group does not go back by itself.",
    advice: "It was confirmed, saved again, or the time is over. Read the group to see how it stands.",
  },
  managed_by_file: {
    status: 409,
    title: "The group is kept in a file and is changed there.",
    advice: "`managedBy` names the file. Change it there and apply it, or hand the group over by saving it with `managedBy` null.",
  },
  version_conflict: {
    status: 412,
    title: "Somebody saved this group while you were editing it.",
    advice: "`current` is the stored group. Merge your changes into it and save with its version.",
  },
});
