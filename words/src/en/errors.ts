/**
 * Sentences by error code (the `code` of a problem), its parts nested: `users.email_taken` is `users: { email_taken }`.
 * Each says what happened and what to do. Every code of docs/errors.md has one.
 */
export const errors = {
  unreadable_answer: "The server gave an answer that could not be read. Try again in a moment.",
  network: "The server could not be reached. Check your connection and try again.",
  unexpected: "This did not work, and the reason is not known. Try again; if it stays, pass on the request id.",
  http: {
    bad_request: "Something in what was sent is not right. Check the marked fields.",
    not_signed_in: "You are not signed in any more. Sign in again.",
    not_allowed: "You are not allowed to do this. Ask an administrator for the permission.",
    cross_origin: "The request came from another site. Open Latchkey at its own address and try again.",
    not_found: "This does not exist, or you may not see it.",
    precondition_required: "This page is out of date. Reload it and try again.",
    body_too_large: "This is too much at once. Send less.",
    unsupported_media_type: "The server did not understand what was sent. Reload the page and try again.",
    too_many_requests: "Too many requests. Wait a moment, then try again.",
    overloaded: "The server is busy. Wait a moment, then try again.",
    internal: "The server failed to answer. Try again; if it stays, pass on the request id to your administrator.",
  },
  access: {
    name_required: "Type the policy's name to confirm: the change reaches administrators, or matches everybody or everything.",
    nothing_pending: "This policy does not go back by itself any more. Reload the page.",
    dead_rule: "The policy has a rule that can never fire. Change or remove it.",
    self_settable_key: "The policy decides by a tag that users can set themselves. Use another key, or override this with a reason.",
    reason_required: "This change asks for a reason. Say why you make it.",
    policy_test_failed: "A stored test would fail. Correct the policy or the test, or override this with a reason.",
    managed_by_file: "This policy is kept in a file. Change it there, or hand it over to the console first.",
    version_conflict: "Somebody saved this policy while you were editing it.",
    unknown_action: "This kind of resource has no such action. Choose another one.",
  },
  administrators: {
    limited_without_membership: "An administrator can be limited only in profiles they are a member of.",
    last_super_administrator: "This is the last active super administrator. Make somebody else a super administrator first.",
    setup_done: "Latchkey already has an administrator. Sign in, or ask a super administrator to add you.",
    setup_token_not_valid: "This set-up link is not valid. Use the one that the server printed when it last started.",
    unknown_profile: "One of the profiles does not exist any more. Reload the page and choose again.",
  },
  credentials: {
    link_not_valid: "This link is no longer valid. A link works once and for a limited time: ask whoever sent it for a new one.",
    weak_password:
      "Choose a stronger password: at least 10 characters, nothing common, and neither your name nor your e-mail address inside.",
    wrong_password: "The current password is not right.",
  },
  dashboards: {
    unknown_tab: "This tab does not exist any more. Choose another one.",
    unknown_device: "This device does not exist any more. Choose another one.",
    too_many_widgets: "A dashboard holds at most 100 widgets. Remove one, or make another dashboard.",
    not_a_form: "This widget takes no input. Reload the page.",
  },
  profiles: {
    slug_taken: "Another profile already uses this portal address. Choose another one.",
  },
  sessions: {
    account_not_active: "Your account isn't active. Contact the administrator.",
    sign_in_failed: "That e-mail and password don't match. Try again, or ask an administrator for a link to choose a new password.",
  },
  sharing: {
    no_anonymous_user: "The profile has no anonymous user yet. Create it first: whoever opens a link acts as that user.",
  },
  signup: {
    closed: "New accounts are by invitation. Ask the administrator for one.",
  },
  tag_keys: {
    already_registered: "This tag key is registered already. Change its entry instead.",
    value_not_allowed: "A tag has a value that its key does not take. Choose one of the allowed values.",
    version_conflict: "Somebody saved this tag key while you were editing it.",
  },
  tag_renames: {
    exists: "The new name is in use already. Choose another one, or make both one.",
  },
  users: {
    anonymous_has_no_credentials: "The anonymous user has no e-mail address or password and cannot sign in.",
    anonymous_user_exists: "This profile already has its anonymous user. Edit the tags of the existing one instead.",
    email_taken: "Somebody in this profile already has this e-mail address. Use another one, or find the existing user.",
    external_id_taken: "Another user of this profile already has this external ID. Use another one.",
    wrong_status: "The user's status does not allow this. Reload the page: somebody may have changed it meanwhile.",
  },
} as const;
