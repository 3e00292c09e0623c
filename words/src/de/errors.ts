import type { errors as english } from "../en/errors.ts";
import type { Translated } from "../translated.ts";

export const errors: Translated<typeof english> = {
  unreadable_answer: "Die Antwort des Servers war nicht lesbar. Versuchen Sie es gleich noch einmal.",
  network: "Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung, und versuchen Sie es noch einmal.",
  unexpected:
    "Das hat nicht geklappt, und der Grund ist nicht bekannt. Versuchen Sie es noch einmal; wenn es so bleibt, geben Sie die Anfrage-ID weiter.",
  http: {
    bad_request: "An den Eingaben stimmt etwas nicht. Prüfen Sie die markierten Felder.",
    not_signed_in: "Sie sind nicht mehr angemeldet. Melden Sie sich wieder an.",
    not_allowed: "Das dürfen Sie nicht. Bitten Sie die Administration um die Berechtigung.",
    cross_origin:
      "Die Anfrage kam von einer anderen Website. Öffnen Sie Latchkey unter der eigenen Adresse, und versuchen Sie es noch einmal.",
    not_found: "Das gibt es nicht, oder Sie dürfen es nicht sehen.",
    precondition_required: "Diese Seite ist veraltet. Laden Sie sie neu, und versuchen Sie es noch einmal.",
    body_too_large: "Das ist zu viel auf einmal. Senden Sie weniger.",
    unsupported_media_type: "Der Server hat die Anfrage nicht verstanden. Laden Sie die Seite neu, und versuchen Sie es noch einmal.",
    too_many_requests: "Zu viele Anfragen. Warten Sie einen Moment, und versuchen Sie es dann noch einmal.",
    overloaded: "Der Server ist ausgelastet. Warten Sie einen Moment, und versuchen Sie es dann noch einmal.",
    internal:
      "Der Server konnte nicht antworten. Versuchen Sie es noch einmal; wenn es so bleibt, geben Sie die Anfrage-ID an Ihre Administration weiter.",
  },
  access: {
    name_required:
      "Geben Sie zur Bestätigung den Namen der Richtlinie ein: Die Änderung betrifft die Administration oder passt auf alle oder alles.",
    nothing_pending: "Diese Richtlinie wird nicht mehr von selbst zurückgenommen. Laden Sie die Seite neu.",
    dead_rule: "Die Richtlinie enthält eine Regel, die nie greifen kann. Ändern oder entfernen Sie sie.",
    self_settable_key:
      "Die Richtlinie entscheidet nach einem Tag, den Benutzer selbst setzen können. Verwenden Sie einen anderen Schlüssel oder setzen Sie sich mit Begründung darüber hinweg.",
    reason_required: "Diese Änderung braucht eine Begründung. Sagen Sie, warum Sie sie vornehmen.",
    policy_test_failed:
      "Ein gespeicherter Test würde fehlschlagen. Korrigieren Sie die Richtlinie oder den Test, oder setzen Sie sich mit Begründung darüber hinweg.",
    managed_by_file: "Diese Richtlinie wird in einer Datei gepflegt. Ändern Sie sie dort oder übergeben Sie sie zuerst der Konsole.",
    version_conflict: "Jemand hat diese Richtlinie gespeichert, während Sie sie bearbeitet haben.",
    unknown_action: "Für diese Art von Ressource gibt es die Aktion nicht. Wählen Sie eine andere.",
  },
  administrators: {
    limited_without_membership: "Eingeschränkt werden kann jemand nur in Profilen, in denen er Mitglied ist.",
    last_super_administrator: "Das ist der letzte aktive Super-Administrator. Machen Sie zuerst jemand anderen zum Super-Administrator.",
    setup_done: "Latchkey hat schon einen Administrator. Melden Sie sich an, oder bitten Sie einen Super-Administrator, Sie hinzuzufügen.",
    setup_token_not_valid: "Dieser Einrichtungslink ist nicht gültig. Verwenden Sie den, den der Server beim letzten Start ausgegeben hat.",
    unknown_profile: "Eines der Profile gibt es nicht mehr. Laden Sie die Seite neu, und wählen Sie noch einmal.",
  },
  credentials: {
    link_not_valid:
      "Dieser Link ist nicht mehr gültig. Ein Link funktioniert einmal und nur für begrenzte Zeit: Bitten Sie die Person, die ihn geschickt hat, um einen neuen.",
    weak_password:
      "Wählen Sie ein stärkeres Passwort: mindestens 10 Zeichen, nichts Gängiges, und weder Ihr Name noch Ihre E-Mail-Adresse darin.",
    wrong_password: "Das aktuelle Passwort ist nicht richtig.",
  },
  dashboards: {
    unknown_tab: "Dieses Register gibt es nicht mehr. Wählen Sie ein anderes.",
    unknown_device: "Dieses Gerät gibt es nicht mehr. Wählen Sie ein anderes.",
    too_many_widgets: "Ein Dashboard fasst höchstens 100 Widgets. Entfernen Sie eines, oder legen Sie ein weiteres Dashboard an.",
    not_a_form: "Dieses Widget nimmt keine Eingaben an. Laden Sie die Seite neu.",
  },
  profiles: {
    slug_taken: "Ein anderes Profil verwendet diese Portaladresse schon. Wählen Sie eine andere.",
  },
  sessions: {
    account_not_active: "Ihr Konto ist nicht aktiv. Wenden Sie sich an die Administration.",
    sign_in_failed:
      "E-Mail-Adresse und Passwort passen nicht zusammen. Versuchen Sie es noch einmal, oder bitten Sie die Administration um einen Link, mit dem Sie ein neues Passwort wählen können.",
  },
  sharing: {
    no_anonymous_user:
      "Das Profil hat noch keinen anonymen Benutzer. Legen Sie ihn zuerst an: Wer einen Link öffnet, handelt als dieser Benutzer.",
  },
  signup: {
    closed: "Neue Konten gibt es nur auf Einladung. Bitten Sie die Administration um eine.",
  },
  tag_keys: {
    already_registered: "Dieser Tag-Schlüssel ist bereits eingetragen. Ändern Sie stattdessen seinen Eintrag.",
    value_not_allowed: "Ein Tag hat einen Wert, den sein Schlüssel nicht zulässt. Wählen Sie einen der zulässigen Werte.",
    version_conflict: "Jemand hat diesen Tag-Schlüssel gespeichert, während Sie ihn bearbeitet haben.",
  },
  tag_renames: {
    exists: "Der neue Name wird schon verwendet. Wählen Sie einen anderen oder legen Sie beide zusammen.",
  },
  users: {
    anonymous_has_no_credentials: "Der anonyme Benutzer hat weder E-Mail-Adresse noch Passwort und kann sich nicht anmelden.",
    anonymous_user_exists: "Dieses Profil hat schon seinen anonymen Benutzer. Bearbeiten Sie stattdessen die Tags des vorhandenen.",
    email_taken:
      "Jemand in diesem Profil hat diese E-Mail-Adresse schon. Verwenden Sie eine andere, oder suchen Sie den vorhandenen Benutzer.",
    external_id_taken: "Ein anderer Benutzer dieses Profils hat diese externe ID schon. Verwenden Sie eine andere.",
    wrong_status: "Der Status des Benutzers lässt das nicht zu. Laden Sie die Seite neu: Vielleicht hat ihn inzwischen jemand geändert.",
  },
};
