import { defineErrors } from "../../platform/errors.ts";

export const roleErrors = defineErrors("roles", {
  name_taken: {
    status: 409,
    title: "Another role of this profile has this name.",
    advice: "Names tell roles apart for people and in files; those of the built-in roles are taken too. Choose another one.",
  },
  dead_permission: {
    status: 400,
    title: "The role has a permission that can never count.",
    advice: "Each entry of `errors` names the permission and the reason. Change or remove it.",
  },
  unknown_role: {
    status: 400,
    title: "There is no such role in this profile.",
    advice: "`errors` names the place. Choose a role from GET /api/v1/profiles/{profileId}/roles.",
  },
  unknown_assignee: {
    status: 400,
    title: "There is nobody such in this profile to give a role to.",
    advice: "A role can be given to a run user of the profile, to an administrator who is a member of it, and to a group.",
  },
  cycle: {
    status: 409,
    title: "A role cannot include itself.",
    advice: "`detail` names the roles from one to the next. Take one of the inclusions away.",
  },
  built_in: {
    status: 409,
    title: "Built-in roles cannot be changed or deleted.",
    advice: "Create a role that includes it and adds what is missing, or copy its permissions into a role of your own.",
  },
  in_use: {
    status: 409,
    title: "The role is still in use.",
    advice: "`assignmentCount` says how many assignments there are, `includedBy` which roles include it. End or change those first.",
  },
  already_ended: {
    status: 409,
    title: "The assignment has already ended.",
    advice: "Give the role again if it is needed.",
  },
  already_over: {
    status: 400,
    title: "The assignment would be over before it begins.",
    advice: "Choose an end that lies ahead.",
  },
  nothing_pending: {
    status: 409,
    title: "The role does not go back by itself.",
    advice: "It was confirmed, saved again, or the time is over. Read the role to see how it stands.",
  },
  assignment_managed_by_file: {
    status: 409,
    title: "The role was given by a file and is taken there.",
    advice:
      "`managedBy` names the file. Take it out there and apply it, or end it with `managedBy` null: the file gives it again if it still says so.",
  },
  managed_by_file: {
    status: 409,
    title: "The role is kept in a file and is changed there.",
    advice: "`managedBy` names the file. Change it there and apply it, or hand the role over by saving it with `managedBy` null.",
  },
  version_conflict: {
    status: 412,
    title: "Somebody saved this role while you were editing it.",
    advice: "`current` is the stored role. Merge your changes into it and save with its version.",
  },
});
