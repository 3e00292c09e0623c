/** Sentences for errors that only the console can meet, by code like those in errors.ts; they are in English as the console is. */
export const consoleErrors = {
  compat: {
    authorization_denied: "The token may not do this through TagoIO's API. Use one of the right kind, or give it the right by a policy.",
    not_served: "Latchkey does not serve this call of TagoIO's API. docs/tagoio.md says what it serves.",
    not_found: "This does not exist, or the token may not know that it does.",
    not_valid: "The call of TagoIO's API is not valid. Its message says which field is wrong.",
  },
  bulk_tags: {
    nobody: "Nobody and nothing would have other tags. Choose others, or other steps.",
    not_undoable: "This change cannot be taken back: it is under way, was taken back before, or is more than a day old. Reload the page.",
  },
  groups: {
    cycle: "A group cannot be inside itself. Choose a parent that is not below this group.",
    has_groups_below: "There are groups inside this one. Move or delete them first.",
    managed_by_file: "This group is kept in a file. Change it there, or hand it over to the console first.",
    nothing_pending: "This group does not go back by itself any more. Reload the page.",
    name_taken: "Another group already has this name. Choose another one.",
    too_deep: "The groups would be nested too deeply. Choose a parent higher up.",
    too_many_members: "You can add or remove at most 100 members at once. Do it in several steps.",
    unknown_member: "Some of these users do not exist any more. Reload the page and choose again.",
    unknown_parent: "The group to put this one into does not exist any more. Choose another one.",
    version_conflict: "Somebody saved this group while you were editing it.",
  },
  impact: {
    too_many_rows: "This would be too many lines for one file. Narrow the change, or look at the list here.",
  },
  mail: {
    being_sent: "This message is on its way. Wait a moment and look again.",
    not_configured: "Nothing is set up to send this with. See the settings for the mail server or the text message gateway.",
    too_late: "The code or link in this message is no longer valid. Start anew, e.g. with a new invitation.",
    was_sent: "This message was sent: its code and link are for its reader only. Send it again if it did not arrive.",
  },
  policy_files: {
    invalid_file: "The file cannot be applied, and nothing was changed. Correct the places that are named.",
  },
  resource_types: {
    in_use: "Policies or roles still speak about this. Change them first.",
    name_taken: "There is a resource type of this name already. Choose another one.",
    too_many: "The profile cannot have more resource types. Delete one that is not needed.",
    version_conflict: "Somebody saved this resource type while you were editing it.",
  },
  reviews: {
    not_open: "This review is no longer open. Start a new one.",
    not_reviewer: "Only the reviewers of this review may decide. Ask for it to be handed to you.",
    nothing_to_review: "There is nothing to review in this scope. Widen it.",
    own_line: "Nobody decides about themselves. Leave this line to another reviewer.",
    too_many_people: "The rule speaks about too many people to look at one by one. Keep or revoke it as a whole.",
  },
  roles: {
    already_ended: "This assignment has already ended. Reload the page.",
    already_over: "The assignment would be over before it begins. Choose a later end.",
    built_in: "Built-in roles cannot be changed or deleted. Make a role of your own that includes it.",
    cycle: "A role cannot include itself, not even through others.",
    dead_permission: "The role has a permission that can never count. Change or remove it.",
    in_use: "The role is still given to somebody, or another role includes it. End that first.",
    managed_by_file: "This role is kept in a file. Change it there, or hand it over to the console first.",
    nothing_pending: "This role does not go back by itself any more. Reload the page.",
    name_taken: "Another role already has this name. Choose another one.",
    unknown_assignee: "Whoever should get the role does not exist any more. Choose again.",
    unknown_role: "This role does not exist any more. Choose another one.",
    version_conflict: "Somebody saved this role while you were editing it.",
  },
} as const;
