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
    proof_needed: "Bitte bestätigen Sie, dass Sie es sind, und versuchen Sie es noch einmal.",
    read_only_session: "Sie sehen nur zu: Diese Sitzung handelt für jemanden und ändert nichts.",
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
  accounts: {
    wrong_code: "Dieser Code stimmt nicht oder ist abgelaufen. Nehmen Sie den neuesten oder fordern Sie einen weiteren an.",
    link_not_valid: "Dieser Link gilt nicht mehr. Ein Link wirkt einmal und nur für begrenzte Zeit.",
    same_email: "Das ist bereits Ihre Adresse. Geben Sie die neue ein.",
    email_not_free: "Diese Adresse kann nicht verwendet werden: Sie ist inzwischen vergeben.",
    deletion_not_offered: "Konten werden hier nicht gelöscht. Fragen Sie die Administration.",
    nothing_requested:
      "Es ist keine Löschung beantragt. Vielleicht wurde sie inzwischen zurückgenommen oder entschieden: Laden Sie die Seite neu.",
    download_not_offered: "Daten werden hier nicht heruntergeladen. Fragen Sie die Administration.",
    cannot_act_as: "Für diese Person kann jetzt niemand handeln: nur für aktive Personen mit E-Mail-Adresse.",
  },
  administrators: {
    limited_without_membership: "Eingeschränkt werden kann jemand nur in Profilen, in denen er Mitglied ist.",
    last_super_administrator: "Das ist der letzte aktive Super-Administrator. Machen Sie zuerst jemand anderen zum Super-Administrator.",
    setup_done: "Latchkey hat schon einen Administrator. Melden Sie sich an, oder bitten Sie einen Super-Administrator, Sie hinzuzufügen.",
    setup_token_not_valid: "Dieser Einrichtungslink ist nicht gültig. Verwenden Sie den, den der Server beim letzten Start ausgegeben hat.",
    unknown_profile: "Eines der Profile gibt es nicht mehr. Laden Sie die Seite neu, und wählen Sie noch einmal.",
  },
  attempts: {
    too_many_tries: "Zu viele Versuche. Warten Sie etwas, oder melden Sie sich mit einem Code per E-Mail an.",
  },
  credentials: {
    link_not_valid:
      "Dieser Link ist nicht mehr gültig. Ein Link funktioniert einmal und nur für begrenzte Zeit: Bitten Sie die Person, die ihn geschickt hat, um einen neuen.",
    hash_not_accepted: "Dieser Passwort-Hash kann nicht übernommen werden: Form oder Aufwand sind nicht zugelassen.",
    too_many_hash_kinds:
      "Dieses Profil hält schon Passwort-Hashes so vieler Arten, wie zugelassen sind. Übernehmen Sie diese Person ohne Hash, und senden Sie ihr einen Link.",
    weak_password:
      "Wählen Sie ein stärkeres Passwort: eines, das die Regeln einhält, nicht häufig ist und weder Name noch E-Mail-Adresse enthält.",
    wrong_password: "Das aktuelle Passwort ist nicht richtig.",
  },
  dashboards: {
    unknown_tab: "Dieses Register gibt es nicht mehr. Wählen Sie ein anderes.",
    unknown_device: "Dieses Gerät gibt es nicht mehr. Wählen Sie ein anderes.",
    too_many_widgets: "Ein Dashboard fasst höchstens 100 Widgets. Entfernen Sie eines, oder legen Sie ein weiteres Dashboard an.",
    not_a_form: "Dieses Widget nimmt keine Eingaben an. Laden Sie die Seite neu.",
  },
  data_output: {
    limit_reached:
      "Die Datenausgabe dieses Monats ist aufgebraucht. Nächsten Monat, oder wenn die Grenze erhöht wird, zeigen Widgets wieder Daten.",
  },
  notifications: {
    buttons_closed: "Eine Schaltfläche dieser Benachrichtigung wurde schon gedrückt. Laden Sie neu, um zu sehen, welche.",
  },
  profiles: {
    slug_taken: "Ein anderes Profil verwendet diese Portaladresse schon. Wählen Sie eine andere.",
  },
  security: {
    version_conflict:
      "Jemand hat diese Einstellungen gespeichert, während Sie sie bearbeitet haben. Laden Sie die Seite neu und wiederholen Sie Ihre Änderung.",
  },
  browsers: {
    trust_not_allowed: "Geräten selbst zu vertrauen ist hier nicht vorgesehen. Fragen Sie die Administration.",
    not_pending: "Dieses Gerät wartet nicht mehr auf Freigabe. Laden Sie die Liste neu.",
  },
  restrictions: {
    not_from_here: "Von hier aus oder zu dieser Zeit ist das nicht möglich.",
    would_lock_you_out:
      "Diese Regeln würden Sie selbst hier und jetzt aussperren. Ändern Sie sie, oder bestätigen Sie, dass Sie es so meinen.",
    version_conflict: "Jemand anderes hat diese Regeln inzwischen geändert. Laden Sie die Seite neu, und wiederholen Sie Ihre Änderung.",
  },
  sessions: {
    too_many_sessions: "Sie sind bereits an so vielen Stellen angemeldet, wie erlaubt ist. Melden Sie sich zuerst anderswo ab.",
    device_rejected: "Dieses Gerät darf sich nicht anmelden. Nehmen Sie ein anderes, oder fragen Sie die Administration.",
  },
  sharing: {
    no_anonymous_user:
      "Das Profil hat noch keinen anonymen Benutzer. Legen Sie ihn zuerst an: Wer einen Link öffnet, handelt als dieser Benutzer.",
  },
  sign_in: {
    failed: "E-Mail-Adresse und Passwort passen nicht zusammen. Versuchen Sie es noch einmal, oder setzen Sie Ihr Passwort zurück.",
    wrong_code: "Dieser Code stimmt nicht oder ist abgelaufen.",
    passkey_failed: "Dieser Passkey hat nicht funktioniert. Versuchen Sie es noch einmal, oder melden Sie sich anders an.",
    second_factor_failed: "Das stimmt nicht. Versuchen Sie es noch einmal, oder wählen Sie einen anderen Weg.",
    ticket_not_valid: "Die Anmeldung hat zu lange gedauert. Beginnen Sie noch einmal.",
    account_not_active: "Ihr Konto ist noch nicht aktiv. Wenden Sie sich an die Administration.",
    not_from_here: "Von hier oder zu dieser Zeit ist keine Anmeldung möglich.",
    method_off: "So meldet man sich hier nicht an. Wählen Sie einen anderen Weg.",
    bot_check_needed: "Bitte bestätigen Sie, dass Sie kein Roboter sind.",
  },
  signup: {
    closed: "Neue Konten gibt es nur auf Einladung. Bitten Sie die Administration um eine.",
    password_needed:
      "Wählen Sie ein Passwort: Der Link wurde in einem anderen Browser geöffnet als dem, in dem Sie sich registriert haben.",
  },
  tag_keys: {
    already_registered: "Dieser Tag-Schlüssel ist bereits eingetragen. Ändern Sie stattdessen seinen Eintrag.",
    managed_by_file: "Dieser Tag-Schlüssel wird in einer Datei gepflegt. Ändern Sie ihn dort oder übergeben Sie ihn zuerst der Konsole.",
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
  factors: {
    wrong_code: "Der Code stimmt nicht oder ist abgelaufen. Geben Sie den neuesten ein.",
    passkey_refused: "Der Passkey wurde nicht angenommen. Beginnen Sie noch einmal von vorn.",
    passkey_known: "Dieser Passkey ist schon in Gebrauch. Verwenden Sie ihn oder ein anderes Gerät.",
    kind_not_offered: "Diese Art von zweitem Schritt wird hier nicht angeboten. Wählen Sie eine andere.",
    too_many: "Es gibt schon zu viele Passkeys. Entfernen Sie einen, der nicht mehr gebraucht wird.",
    last_factor: "Von Ihnen wird ein zweiter Schritt verlangt, und das ist der letzte. Fügen Sie zuerst einen anderen hinzu.",
    no_factor: "Richten Sie zuerst einen zweiten Schritt ein: Damit kommen die Wiederherstellungscodes.",
    own_factors: "Das sind Ihre eigenen. Verwalten Sie sie auf der Sicherheitsseite Ihres Kontos.",
  },
  proofs: {
    not_proved: "Das hat nicht gezeigt, dass Sie es sind. Versuchen Sie es noch einmal oder auf andere Weise.",
    not_this_way: "So können Sie es nicht zeigen. Wählen Sie einen anderen Weg.",
    second_factor_needed:
      "Von Ihnen wird ein zweiter Schritt verlangt, und Sie haben noch keinen. Melden Sie sich ab und wieder an, um ihn einzurichten.",
  },
};
