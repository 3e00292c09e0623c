import type { MailWords } from "./mail-words.ts";

const notYou = "Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort und beenden Sie alle Sitzungen.";
const ignore = "Wenn Sie das nicht angefordert haben, können Sie diese Nachricht ignorieren: Es ändert sich nichts.";
const neverShare = "Geben Sie diesen Code niemandem. Niemand bei {{ place }} wird Sie danach fragen.";

export const de: MailWords = {
  greeting: "Guten Tag{% if name %} {{ name }}{% endif %},",
  copyAddress: "Oder kopieren Sie diese Adresse in Ihren Browser:",
  validUntil: "Gültig bis {{ expiresAt }}.",
  footer: "{{ place }} hat diese Nachricht wegen Ihres Kontos dort gesendet: {{ placeUrl }}",
  details: {
    at: "Wann",
    device: "Gerät",
    location: "Ort",
    address: "IP-Adresse",
    factor: "Verfahren",
    passkey: "Passkey",
    administrator: "Verwaltung",
    reason: "Grund",
    person: "Name",
    email: "E-Mail",
    sender: "Gesendet von",
  },
  mails: {
    verify_address: {
      subject: "Bestätigen Sie Ihre E-Mail-Adresse",
      preheader: "Ein Schritt fehlt noch, bis Ihr Konto bei {{ place }} funktioniert.",
      lines: ["Bitte bestätigen Sie, dass dies Ihre Adresse ist."],
      button: "Adresse bestätigen",
      closing: [ignore],
    },
    sign_in_code: {
      subject: "Ihr Anmeldecode für {{ place }}",
      preheader: "Geben Sie ihn auf der Seite ein, auf der Sie ihn angefordert haben.",
      lines: ["Geben Sie diesen Code auf der Seite ein, auf der Sie ihn angefordert haben:"],
      button: "Anmelden",
      closing: [neverShare, ignore],
    },
    second_factor_code: {
      subject: "Ihr Sicherheitscode für {{ place }}",
      preheader: "Geben Sie ihn auf der Seite ein, die danach fragt.",
      lines: ["Geben Sie diesen Code ein, um zu zeigen, dass Sie es sind:"],
      closing: [neverShare, "Wenn Sie sich gerade nicht anmelden, kennt jemand Ihr Passwort: Ändern Sie es."],
    },
    password_reset: {
      subject: "Wählen Sie ein neues Passwort für {{ place }}",
      preheader: "Jemand, hoffentlich Sie, hat das Passwort vergessen.",
      lines: ["Jemand, hoffentlich Sie, möchte ein neues Passwort wählen."],
      button: "Neues Passwort wählen",
      closing: [ignore],
    },
    password_changed: {
      subject: "Ihr Passwort wurde geändert",
      preheader: "Ihr Passwort für {{ place }} ist jetzt ein neues.",
      lines: ["Das Passwort Ihres Kontos bei {{ place }} wurde geändert."],
      button: "Konto ansehen",
      closing: [notYou],
    },
    new_device: {
      subject: "Neue Anmeldung bei {{ place }}",
      preheader: "Von einem Gerät, das wir noch nicht kennen.",
      lines: ["Jemand, hoffentlich Sie, hat sich mit einem Gerät angemeldet, das wir noch nicht kennen."],
      button: "Geräte ansehen",
      closing: [notYou],
    },
    account_locked: {
      subject: "Die Anmeldung bei {{ place }} ist vorübergehend gesperrt",
      preheader: "Es gab zu viele falsche Versuche.",
      lines: [
        "Es gab zu viele falsche Versuche, sich mit Ihrem Konto anzumelden.",
        "Zum Schutz ist die Anmeldung bis {{ until }} gesperrt. Danach geht sie von selbst wieder.",
      ],
      closing: [
        "Wenn Sie das nicht waren, versucht vielleicht jemand, Ihr Passwort zu erraten. Ein langes, das Sie sonst nirgends verwenden, schützt Sie.",
      ],
    },
    email_change: {
      subject: "Bestätigen Sie Ihre neue E-Mail-Adresse",
      preheader: "{{ newEmail }} soll die Adresse Ihres Kontos werden.",
      lines: ["{{ newEmail }} soll die Adresse Ihres Kontos bei {{ place }} werden."],
      button: "Adresse bestätigen",
      closing: [ignore],
    },
    email_change_notice: {
      subject: "Ihre E-Mail-Adresse wurde geändert",
      preheader: "Sie können das rückgängig machen.",
      lines: [
        "Die Adresse Ihres Kontos bei {{ place }} wurde in {{ newEmail }} geändert.",
        "Wenn Sie das nicht waren, machen Sie es jetzt rückgängig:",
      ],
      button: "Rückgängig machen",
    },
    second_factor_on: {
      subject: "Die Anmeldung in zwei Schritten ist an",
      preheader: "Ihr Konto bei {{ place }} ist jetzt besser geschützt.",
      lines: ["Die Anmeldung bei {{ place }} verlangt jetzt einen zweiten Schritt."],
      button: "Konto ansehen",
      closing: [notYou],
    },
    second_factor_off: {
      subject: "Die Anmeldung in zwei Schritten ist aus",
      preheader: "Ein zweiter Schritt wurde aus Ihrem Konto entfernt.",
      lines: ["Ein zweiter Schritt für die Anmeldung wurde aus Ihrem Konto bei {{ place }} entfernt."],
      button: "Konto ansehen",
      closing: [notYou],
    },
    passkey_added: {
      subject: "Ein Passkey wurde hinzugefügt",
      preheader: "Mit ihm kann man sich bei {{ place }} anmelden.",
      lines: ["Ihrem Konto bei {{ place }} wurde ein Passkey hinzugefügt."],
      button: "Passkeys ansehen",
      closing: [notYou],
    },
    passkey_removed: {
      subject: "Ein Passkey wurde entfernt",
      preheader: "Mit ihm kann man sich bei {{ place }} nicht mehr anmelden.",
      lines: ["Aus Ihrem Konto bei {{ place }} wurde ein Passkey entfernt."],
      button: "Passkeys ansehen",
      closing: [notYou],
    },
    recovery_code_used: {
      subject: "Ein Wiederherstellungscode wurde benutzt",
      preheader: "Noch übrig: {{ left }}.",
      lines: [
        "Mit einem Wiederherstellungscode hat sich jemand bei Ihrem Konto bei {{ place }} angemeldet.",
        "Codes, die noch übrig sind: {{ left }}",
      ],
      button: "Konto ansehen",
      closing: [notYou],
    },
    codes_low: {
      subject: "Es sind nur noch wenige Wiederherstellungscodes übrig",
      preheader: "Erstellen Sie neue, bevor sie ausgehen.",
      lines: [
        "Wiederherstellungscodes, die für Ihr Konto bei {{ place }} noch übrig sind: {{ left }}",
        "Erstellen Sie neue und bewahren Sie sie sicher auf.",
      ],
      button: "Neue Codes erstellen",
    },
    factors_reset: {
      subject: "Ihre Anmeldung in zwei Schritten wurde zurückgesetzt",
      preheader: "Die Verwaltung hat Ihre zweiten Schritte entfernt.",
      lines: [
        "Die Verwaltung hat alle zweiten Schritte und alle Wiederherstellungscodes aus Ihrem Konto bei {{ place }} entfernt.",
        "Nach der Anmeldung können Sie sie neu einrichten.",
      ],
      closing: ["Wenn Sie nicht darum gebeten haben, melden Sie es denen, die {{ place }} betreiben."],
    },
    second_factor_due: {
      subject: "Richten Sie die Anmeldung in zwei Schritten ein",
      preheader: "{{ place }} verlangt sie ab {{ dueAt }}.",
      lines: [
        "Ab {{ dueAt }} verlangt die Anmeldung bei {{ place }} einen zweiten Schritt.",
        "Richten Sie ihn jetzt ein; es dauert zwei Minuten.",
      ],
      button: "Jetzt einrichten",
    },
    password_expiring: {
      subject: "Wählen Sie ein neues Passwort",
      preheader: "Ihres bei {{ place }} endet am {{ dueAt }}.",
      lines: [
        "Passwörter bei {{ place }} gelten für begrenzte Zeit. Ihres endet am {{ dueAt }}.",
        "Wählen Sie vorher ein neues; danach werden Sie bei der Anmeldung darum gebeten.",
      ],
      button: "Neues Passwort wählen",
    },
    token_expiring: {
      subject: "Das Token {{ token }} endet bald",
      preheader: "Es endet am {{ dueAt }}.",
      lines: [
        "Das Token {{ token }} von {{ place }} endet am {{ dueAt }}. Was es benutzt, wird von da an abgewiesen.",
        "Erstellen Sie vorher ein neues und hinterlegen Sie es überall, wo das alte benutzt wird.",
      ],
      button: "Ansehen",
    },
    deletion_requested: {
      subject: "Ihr Konto soll gelöscht werden",
      preheader: "Sie haben {{ place }} darum gebeten.",
      lines: [
        "Sie haben darum gebeten, Ihr Konto bei {{ place }} zu löschen.",
        "{% if dueAt %}Es wird am {{ dueAt }} gelöscht.{% else %}Wer {{ place }} betreibt, weiß davon.{% endif %}",
      ],
      button: "Konto behalten",
      closing: ["Wenn Sie das nicht waren, ändern Sie sofort Ihr Passwort."],
    },
    deletion_requested_owner: {
      subject: "{{ person }} bittet um Löschung des Kontos",
      preheader: "Eine Anfrage bei {{ place }}.",
      lines: [
        "Jemand bittet darum, das eigene Konto bei {{ place }} zu löschen.",
        "{% if dueAt %}Es wird am {{ dueAt }} gelöscht, wenn die Person es sich nicht anders überlegt.{% else %}Bitte entscheiden Sie und löschen Sie das Konto.{% endif %}",
      ],
      button: "Person öffnen",
    },
    deletion_done: {
      subject: "Ihr Konto wurde gelöscht",
      preheader: "Ihre Daten bei {{ place }} sind entfernt.",
      lines: ["Ihr Konto bei {{ place }} wurde gelöscht, wie Sie es wollten."],
    },
    deletion_cancelled: {
      subject: "Ihr Konto bleibt",
      preheader: "Es wird nicht gelöscht.",
      lines: ["Ihr Konto bei {{ place }} wird nicht gelöscht. Alles ist, wie es war."],
      button: "{{ place }} öffnen",
    },
    invitation: {
      subject: "Sie sind zu {{ place }} eingeladen",
      preheader: "Wählen Sie ein Passwort, um zu beginnen.",
      lines: [
        "{% if inviter %}{{ inviter }} hat bei {{ place }} ein Konto für Sie angelegt.{% else %}Bei {{ place }} gibt es ein Konto für Sie.{% endif %}",
        "Wählen Sie ein Passwort, um zu beginnen.",
      ],
      button: "Passwort wählen",
    },
    welcome: {
      subject: "Willkommen bei {{ place }}",
      preheader: "Ihr Konto ist bereit.",
      lines: ["Ihr Konto bei {{ place }} ist bereit."],
      button: "{{ place }} öffnen",
    },
    sign_up_rejected: {
      subject: "Ihre Registrierung wurde nicht angenommen",
      preheader: "Entschieden von der Verwaltung von {{ place }}.",
      lines: ["Die Verwaltung hat entschieden, kein Konto bei {{ place }} für Sie zu eröffnen."],
      closing: ["Wenn Sie das für einen Irrtum halten, wenden Sie sich an die Betreiber von {{ place }}."],
    },
    already_have_account: {
      subject: "Sie haben schon ein Konto",
      preheader: "Jemand wollte sich mit Ihrer Adresse registrieren.",
      lines: [
        "Jemand, hoffentlich Sie, wollte sich bei {{ place }} mit dieser Adresse registrieren. Es gibt schon ein Konto.",
        "Melden Sie sich an, oder wählen Sie ein neues Passwort, wenn Sie Ihres vergessen haben.",
      ],
      button: "Anmelden",
      closing: [ignore],
    },
    signed_in_as_you: {
      subject: "Die Verwaltung hat sich als Sie angemeldet",
      preheader: "Zur Unterstützung, bis {{ until }}.",
      lines: ["Zur Unterstützung hat sich die Verwaltung bei {{ place }} als Sie angemeldet. Das endet von selbst am {{ until }}."],
      closing: ["Wenn Sie das nicht erwarten, melden Sie es denen, die {{ place }} betreiben."],
    },
    device_waiting: {
      subject: "Ein Gerät von {{ person }} wartet auf Freigabe",
      preheader: "Die Anmeldung bei {{ place }} verlangt ein freigegebenes Gerät.",
      lines: ["Jemand möchte sich bei {{ place }} mit einem Gerät anmelden, das noch niemand freigegeben hat."],
      button: "Person öffnen",
    },
    device_approved: {
      subject: "Ihr Gerät wurde freigegeben",
      preheader: "Sie können sich jetzt damit anmelden.",
      lines: ["Sie können sich jetzt mit Ihrem Gerät bei {{ place }} anmelden."],
      button: "Anmelden",
    },
    review_started: {
      subject: "Rechteprüfung zu entscheiden: {{ review }}",
      preheader: "Bitte entscheiden Sie bis {{ dueAt }}.",
      lines: [
        "Sie sind gebeten zu prüfen, wer bei {{ place }} was darf: „{{ review }}“.",
        "Bis {{ dueAt }} {% if lines == 1 %}ist eine Zeile{% else %}sind {{ lines }} Zeilen{% endif %} zu entscheiden.",
      ],
      button: "Prüfung öffnen",
    },
    review_due_soon: {
      subject: "Rechteprüfung bald fällig: {{ review }}",
      preheader: "Sie schließt am {{ dueAt }}.",
      lines: [
        "Die Rechteprüfung „{{ review }}“ bei {{ place }} schließt am {{ dueAt }}.",
        "{% if lines == 1 %}Eine Zeile ist{% else %}{{ lines }} Zeilen sind{% endif %} noch nicht entschieden.",
      ],
      button: "Prüfung öffnen",
    },
    review_overdue: {
      subject: "Rechteprüfung ist zu Ende: {{ review }}",
      preheader: "Nicht jede Zeile wurde entschieden.",
      lines: [
        "Die Zeit für die Rechteprüfung „{{ review }}“ bei {{ place }} war am {{ dueAt }} zu Ende.",
        "{% if kept %}Nicht entschiedene Zeilen, die bleiben: {{ kept }}.{% endif %}{% if revoked %}Nicht entschiedene Zeilen, die entzogen werden: {{ revoked }}.{% endif %}",
      ],
      button: "Prüfung öffnen",
    },
    action_notice: {
      subject: "Hinweis: {{ title }}",
      preheader: "Eine Aktion bei {{ place }} teilt Ihnen das mit.",
      lines: ["Bei {{ place }} hat sich etwas geändert: {{ title }}"],
      closing: ["{{ place }} sendet das von selbst, wenn sich dort etwas ändert. Wer es betreibt, kann es abschalten."],
    },
    test_mail: {
      subject: "Testnachricht von {{ place }}",
      preheader: "Der Versand funktioniert.",
      lines: ["Wenn Sie das lesen können, funktioniert der Versand von E-Mails."],
    },
  },
  sms: {
    sms_code: "{{ code }} ist Ihr Sicherheitscode für {{ place }}. Geben Sie ihn niemandem.",
  },
};
