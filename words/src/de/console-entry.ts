import type { entry as english } from "../en/console-entry.ts";
import type { Translated } from "../translated.ts";

export const entry: Translated<typeof english> = {
  documentTitle: "{{title}} · Latchkey",
  signInText: "Die Konsole ist für Administratoren. Benutzer eines Portals melden sich dort an.",
  signedOut: "Sie sind abgemeldet.",
  sessionEnded: "Ihre Sitzung ist beendet. Melden Sie sich an, um dort weiterzumachen, wo Sie waren.",
  setupHint: "Es gibt noch keinen Administrator. Öffnen Sie den Einrichtungslink, den der Server beim Start ausgegeben hat.",
  setupTitle: "Ersten Administrator anlegen",
  setupText: "Sie werden Superadministrator dieses Servers: über alle Profile und alle anderen Administratoren.",
  setupName: "Ihr Name",
  setupSubmit: "Administrator anlegen",
  setupNoToken: "Diese Seite braucht den Einrichtungslink",
  setupNoTokenText:
    "Öffnen Sie den ganzen Link, den der Server beim Start ausgegeben hat. Er gilt einmal; nach einem Neustart gibt der Server einen neuen aus.",
  setupDone: "Die Einrichtung ist schon erledigt",
  setupDoneText: "Dieser Server hat einen Administrator. Melden Sie sich an, oder bitten Sie einen Superadministrator, Sie hinzuzufügen.",
};
