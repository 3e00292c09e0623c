import type { MailWords } from "./mail-words.ts";

const notYou = "If this was not you, change your password at once and end all sessions.";
const ignore = "If you did not ask for this, you can ignore this message: nothing changes.";
const neverShare = "Never give this code to anybody. Nobody at {{ place }} will ask you for it.";

export const en: MailWords = {
  greeting: "Hello{% if name %} {{ name }}{% endif %},",
  copyAddress: "Or copy this address into your browser:",
  validUntil: "Valid until {{ expiresAt }}.",
  footer: "{{ place }} sent this message because of your account there: {{ placeUrl }}",
  details: {
    at: "When",
    device: "Device",
    location: "Place",
    address: "IP address",
    factor: "Method",
    passkey: "Passkey",
    administrator: "Administrator",
    reason: "Reason",
    person: "Name",
    email: "E-mail",
    sender: "Sent by",
  },
  mails: {
    verify_address: {
      subject: "Confirm your e-mail address",
      preheader: "One step is left until your account at {{ place }} works.",
      lines: ["Please confirm that this address is yours."],
      button: "Confirm address",
      closing: [ignore],
    },
    sign_in_code: {
      subject: "Your sign-in code for {{ place }}",
      preheader: "Type it on the page where you asked for it.",
      lines: ["Type this code on the page where you asked for it:"],
      button: "Sign in",
      closing: [neverShare, ignore],
    },
    second_factor_code: {
      subject: "Your security code for {{ place }}",
      preheader: "Type it on the page that asks for it.",
      lines: ["Type this code to show that it is you:"],
      closing: [neverShare, "If you are not signing in right now, somebody knows your password: change it."],
    },
    password_reset: {
      subject: "Choose a new password for {{ place }}",
      preheader: "Somebody, hopefully you, forgot the password.",
      lines: ["Somebody, hopefully you, asked to choose a new password."],
      button: "Choose a new password",
      closing: [ignore],
    },
    password_changed: {
      subject: "Your password was changed",
      preheader: "Your password for {{ place }} is a new one.",
      lines: ["The password of your account at {{ place }} was changed."],
      button: "Look at your account",
      closing: [notYou],
    },
    new_device: {
      subject: "New sign-in to {{ place }}",
      preheader: "From a device that we have not seen before.",
      lines: ["Somebody, hopefully you, signed in to your account from a device that we have not seen before."],
      button: "Look at your devices",
      closing: [notYou],
    },
    account_locked: {
      subject: "Sign-in to {{ place }} is locked for a while",
      preheader: "There were too many wrong tries.",
      lines: [
        "There were too many wrong tries to sign in to your account.",
        "To protect it, signing in is locked until {{ until }}. It opens again by itself.",
      ],
      closing: ["If this was not you, somebody may be guessing your password. A long one that you use nowhere else protects you."],
    },
    email_change: {
      subject: "Confirm your new e-mail address",
      preheader: "{{ newEmail }} is to become the address of your account.",
      lines: ["{{ newEmail }} is to become the address of your account at {{ place }}."],
      button: "Confirm address",
      closing: [ignore],
    },
    email_change_notice: {
      subject: "Your e-mail address was changed",
      preheader: "You can undo it.",
      lines: ["The address of your account at {{ place }} was changed to {{ newEmail }}.", "If this was not you, undo it now:"],
      button: "Undo the change",
    },
    second_factor_on: {
      subject: "Two-step sign-in is on",
      preheader: "Your account at {{ place }} is better protected now.",
      lines: ["Signing in to your account at {{ place }} now takes a second step."],
      button: "Look at your account",
      closing: [notYou],
    },
    second_factor_off: {
      subject: "Two-step sign-in is off",
      preheader: "A second step was removed from your account.",
      lines: ["A second step for signing in was removed from your account at {{ place }}."],
      button: "Look at your account",
      closing: [notYou],
    },
    passkey_added: {
      subject: "A passkey was added",
      preheader: "It can be used to sign in to {{ place }}.",
      lines: ["A passkey was added to your account at {{ place }}."],
      button: "Look at your passkeys",
      closing: [notYou],
    },
    passkey_removed: {
      subject: "A passkey was removed",
      preheader: "It can no longer be used to sign in to {{ place }}.",
      lines: ["A passkey was removed from your account at {{ place }}."],
      button: "Look at your passkeys",
      closing: [notYou],
    },
    recovery_code_used: {
      subject: "A recovery code was used",
      preheader: "{{ left }} left.",
      lines: ["A recovery code was used to sign in to your account at {{ place }}.", "Codes that are left: {{ left }}"],
      button: "Look at your account",
      closing: [notYou],
    },
    codes_low: {
      subject: "Few recovery codes are left",
      preheader: "Make new ones before they run out.",
      lines: ["Recovery codes that are left for your account at {{ place }}: {{ left }}", "Make new ones and keep them in a safe place."],
      button: "Make new codes",
    },
    factors_reset: {
      subject: "Your two-step sign-in was reset",
      preheader: "An administrator removed your second steps.",
      lines: [
        "An administrator removed every second step and all recovery codes from your account at {{ place }}.",
        "You can set them up again after signing in.",
      ],
      closing: ["If you did not ask for this, tell whoever runs {{ place }}."],
    },
    second_factor_due: {
      subject: "Set up two-step sign-in",
      preheader: "{{ place }} demands it from {{ dueAt }}.",
      lines: ["From {{ dueAt }}, signing in to {{ place }} takes a second step.", "Set it up now; it takes two minutes."],
      button: "Set it up",
    },
    password_expiring: {
      subject: "Choose a new password",
      preheader: "Yours at {{ place }} ends on {{ dueAt }}.",
      lines: [
        "Passwords at {{ place }} are good for a limited time. Yours ends on {{ dueAt }}.",
        "Choose a new one before; afterwards you are asked for one when you sign in.",
      ],
      button: "Choose a new password",
    },
    token_expiring: {
      subject: "The token {{ token }} ends soon",
      preheader: "It ends on {{ dueAt }}.",
      lines: [
        "The token {{ token }} of {{ place }} ends on {{ dueAt }}. Whatever uses it is refused from then on.",
        "Make a new one before, and give it to whatever uses the old one.",
      ],
      button: "Look at it",
    },
    deletion_requested: {
      subject: "Your account is to be deleted",
      preheader: "You asked {{ place }} to delete it.",
      lines: [
        "You asked for your account at {{ place }} to be deleted.",
        "{% if dueAt %}It will be deleted at {{ dueAt }}.{% else %}Whoever runs {{ place }} has been told.{% endif %}",
      ],
      button: "Keep my account",
      closing: ["If this was not you, change your password at once."],
    },
    deletion_requested_owner: {
      subject: "{{ person }} asks to have their account deleted",
      preheader: "A request at {{ place }}.",
      lines: [
        "A person asks to have their account at {{ place }} deleted.",
        "{% if dueAt %}It will be deleted at {{ dueAt }} unless they change their mind.{% else %}Please decide and delete the account.{% endif %}",
      ],
      button: "Open the user",
    },
    deletion_done: {
      subject: "Your account was deleted",
      preheader: "Your data at {{ place }} is removed.",
      lines: ["Your account at {{ place }} was deleted, as you asked."],
    },
    deletion_cancelled: {
      subject: "Your account stays",
      preheader: "It will not be deleted.",
      lines: ["Your account at {{ place }} will not be deleted. Everything is as it was."],
      button: "Open {{ place }}",
    },
    invitation: {
      subject: "You are invited to {{ place }}",
      preheader: "Choose a password to begin.",
      lines: [
        "{% if inviter %}{{ inviter }} made{% else %}There is{% endif %} an account for you at {{ place }}.",
        "Choose a password to begin.",
      ],
      button: "Choose a password",
    },
    welcome: {
      subject: "Welcome to {{ place }}",
      preheader: "Your account is ready.",
      lines: ["Your account at {{ place }} is ready."],
      button: "Open {{ place }}",
    },
    sign_up_rejected: {
      subject: "Your sign-up was not accepted",
      preheader: "An administrator of {{ place }} decided.",
      lines: ["An administrator decided not to open an account at {{ place }} for you."],
      closing: ["If you think this is a mistake, tell whoever runs {{ place }}."],
    },
    already_have_account: {
      subject: "You already have an account",
      preheader: "Somebody tried to sign up with your address.",
      lines: [
        "Somebody, hopefully you, tried to sign up at {{ place }} with this address. There is an account already.",
        "Sign in instead, or choose a new password if you forgot yours.",
      ],
      button: "Sign in",
      closing: [ignore],
    },
    signed_in_as_you: {
      subject: "An administrator signed in as you",
      preheader: "For support, until {{ until }}.",
      lines: ["For support, an administrator signed in to {{ place }} as you. This ends by itself at {{ until }}."],
      closing: ["If you do not expect this, tell whoever runs {{ place }}."],
    },
    device_waiting: {
      subject: "A device of {{ person }} waits for approval",
      preheader: "Signing in to {{ place }} takes an approved device.",
      lines: ["Somebody wants to sign in to {{ place }} from a device that nobody approved yet."],
      button: "Open the user",
    },
    device_approved: {
      subject: "Your device was approved",
      preheader: "You can sign in from it now.",
      lines: ["You can now sign in to {{ place }} from your device."],
      button: "Sign in",
    },
    review_started: {
      subject: "Access review to decide: {{ review }}",
      preheader: "Please decide by {{ dueAt }}.",
      lines: [
        "You are asked to review who may do what at {{ place }}: “{{ review }}”.",
        "{% if lines == 1 %}One line is{% else %}{{ lines }} lines are{% endif %} to be decided by {{ dueAt }}.",
      ],
      button: "Open the review",
    },
    review_due_soon: {
      subject: "Access review is due soon: {{ review }}",
      preheader: "It closes at {{ dueAt }}.",
      lines: [
        "The access review “{{ review }}” at {{ place }} closes at {{ dueAt }}.",
        "{% if lines == 1 %}One line is{% else %}{{ lines }} lines are{% endif %} not decided yet.",
      ],
      button: "Open the review",
    },
    review_overdue: {
      subject: "Access review is over: {{ review }}",
      preheader: "Not every line was decided.",
      lines: [
        "The time for the access review “{{ review }}” at {{ place }} was over at {{ dueAt }}.",
        "{% if kept %}Nobody decided {{ kept }} of its lines: they are kept.{% endif %}{% if revoked %}Nobody decided {{ revoked }} of its lines: they are revoked.{% endif %}",
      ],
      button: "Open the review",
    },
    action_notice: {
      subject: "Notice: {{ title }}",
      preheader: "What an action at {{ place }} tells you.",
      lines: ["Something changed at {{ place }}: {{ title }}"],
      closing: ["{{ place }} sends this by itself when something changes there. Whoever runs it can turn that off."],
    },
    test_mail: {
      subject: "Test message of {{ place }}",
      preheader: "Sending mail works.",
      lines: ["If you can read this, sending mail works."],
    },
  },
  sms: {
    sms_code: "{{ code }} is your security code for {{ place }}. Never give it to anybody.",
  },
};
