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
    proof_needed: "Please confirm that it is you, then try again.",
    read_only_session: "You are looking only: this session acts as a user and changes nothing.",
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
  accounts: {
    wrong_code: "That code isn't right or has expired. Use the newest one, or ask for another.",
    link_not_valid: "This link is no longer valid. A link works once and for a limited time.",
    same_email: "This is your address already. Type the new one.",
    email_not_free: "This address cannot be used: somebody took it meanwhile.",
    deletion_not_offered: "Accounts are not deleted from here. Ask the administrator.",
    nothing_requested: "No deletion is asked for. It may have been taken back or decided meanwhile: reload the page.",
    download_not_offered: "Data is not downloaded from here. Ask the administrator.",
    cannot_act_as: "Nobody can act as this user now: only active users with an e-mail address can be acted for.",
  },
  administrators: {
    limited_without_membership: "An administrator can be limited only in profiles they are a member of.",
    last_super_administrator: "This is the last active super administrator. Make somebody else a super administrator first.",
    setup_done: "Latchkey already has an administrator. Sign in, or ask a super administrator to add you.",
    setup_token_not_valid: "This set-up link is not valid. Use the one that the server printed when it last started.",
    unknown_profile: "One of the profiles does not exist any more. Reload the page and choose again.",
  },
  attempts: {
    too_many_tries: "Too many attempts. Wait a little, or sign in with a code by e-mail.",
  },
  credentials: {
    link_not_valid: "This link is no longer valid. A link works once and for a limited time: ask whoever sent it for a new one.",
    hash_not_accepted: "This password hash cannot be taken over: its form or cost is not accepted.",
    too_many_hash_kinds:
      "This profile already holds password hashes of as many kinds as it may. Bring this person without one and send a link.",
    weak_password:
      "Choose a stronger password: one that keeps the rules, is not common, and has neither the name nor the e-mail address inside.",
    wrong_password: "The current password is not right.",
  },
  dashboards: {
    unknown_tab: "This tab does not exist any more. Choose another one.",
    unknown_device: "This device does not exist any more. Choose another one.",
    too_many_widgets: "A dashboard holds at most 100 widgets. Remove one, or make another dashboard.",
    not_a_form: "This widget takes no input. Reload the page.",
  },
  data_output: {
    limit_reached: "This month's data output is used up. Widgets show data again next month, or when the limit is raised.",
  },
  notifications: {
    buttons_closed: "A button of this notification has been pressed already. Reload to see which one.",
  },
  profiles: {
    slug_taken: "Another profile already uses this portal address. Choose another one.",
  },
  security: {
    version_conflict: "Somebody saved these settings while you were editing them. Reload the page, then repeat your change.",
  },
  browsers: {
    trust_not_allowed: "Devices cannot be trusted by yourself here. Ask an administrator.",
    not_pending: "This device does not wait for approval any more. Reload the list.",
  },
  restrictions: {
    not_from_here: "This isn't possible from here or at this time.",
    would_lock_you_out: "These rules would keep you out, here and now. Change them, or confirm that you mean it.",
    version_conflict: "Somebody else changed these rules meanwhile. Reload the page and repeat your change.",
  },
  sessions: {
    too_many_sessions: "You are signed in in as many places as may be. Sign out somewhere else first.",
    device_rejected: "This device may not sign in. Use another one, or ask your administrator.",
  },
  sharing: {
    no_anonymous_user: "The profile has no anonymous user yet. Create it first: whoever opens a link acts as that user.",
  },
  sign_in: {
    failed: "That e-mail and password don't match. Try again or reset your password.",
    wrong_code: "That code isn't right or has expired.",
    passkey_failed: "That passkey didn't work. Try again, or sign in another way.",
    second_factor_failed: "That isn't right. Try again, or choose another way.",
    ticket_not_valid: "Your sign-in took too long. Begin again.",
    account_not_active: "Your account isn't active yet. Contact the administrator.",
    not_from_here: "Sign-in isn't possible from here or at this time.",
    method_off: "One does not sign in this way here. Choose another one.",
    bot_check_needed: "Please confirm that you are no robot.",
  },
  signup: {
    closed: "New accounts are by invitation. Ask the administrator for one.",
    password_needed: "Choose a password: the link was opened in another browser than the one that registered.",
  },
  tag_keys: {
    already_registered: "This tag key is registered already. Change its entry instead.",
    managed_by_file: "This tag key is kept in a file. Change it there, or hand it over to the console first.",
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
  factors: {
    wrong_code: "That code isn't right or has expired. Type the newest one.",
    passkey_refused: "The passkey was not accepted. Try again from the beginning.",
    passkey_known: "This passkey is already in use. Use the one that is there, or another device.",
    kind_not_offered: "This kind of second step is not offered here. Choose another one.",
    too_many: "There are too many passkeys already. Remove one that is not used any more.",
    last_factor: "A second step is required of you, and this is the last one. Add another one first.",
    no_factor: "Add a second step first: recovery codes come with it.",
    own_factors: "These are your own. Manage them on the security page of your account.",
  },
  proofs: {
    not_proved: "That didn't prove that it is you. Try again, or in another way.",
    not_this_way: "You cannot prove it in this way. Choose another one.",
    second_factor_needed: "A second step is required of you, and you have none yet. Sign out and in again to set it up.",
  },
} as const;
