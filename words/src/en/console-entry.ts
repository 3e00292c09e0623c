/** Console: the pages before it, which come in every language. */
export const entry = {
  documentTitle: "{{title}} · Latchkey",
  signInText: "The console is for administrators. Users of a portal sign in there.",
  signedOut: "You are signed out.",
  sessionEnded: "Your session has ended. Sign in to go on where you were.",
  setupHint: "There is no administrator yet. Open the set-up link that the server printed when it started.",
  setupTitle: "Create the first administrator",
  setupText: "You will be the super administrator of this server: over all profiles and all other administrators.",
  setupName: "Your name",
  setupSubmit: "Create administrator",
  setupNoToken: "This page needs the set-up link",
  setupNoTokenText: "Open the whole link that the server printed when it started. It works once; restarting the server prints a fresh one.",
  setupDone: "Set-up is already done",
  setupDoneText: "This server has an administrator. Sign in, or ask a super administrator to add you.",
} as const;
