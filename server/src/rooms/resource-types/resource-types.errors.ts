import { defineErrors } from "../../platform/errors.ts";

export const resourceTypeErrors = defineErrors("resource_types", {
  name_taken: {
    status: 409,
    title: "The profile already has a resource type of this name.",
    advice: "Change the actions of the existing type, or choose another name.",
  },
  too_many: {
    status: 409,
    title: "The profile cannot have more resource types.",
    advice: "Delete a type that no application uses any more. Things of one kind are objects of one type, told apart by tags.",
  },
  in_use: {
    status: 409,
    title: "Policies or roles still speak about this.",
    advice: "`policies` and `roles` name them: change them first.",
  },
  version_conflict: {
    status: 412,
    title: "Somebody saved this resource type while you were editing it.",
    advice: "`current` is the stored type. Merge your changes into it and save with its version.",
  },
});
