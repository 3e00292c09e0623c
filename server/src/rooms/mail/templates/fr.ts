import type { MailWords } from "./mail-words.ts";

const notYou = "Si ce n’était pas vous, changez immédiatement votre mot de passe et fermez toutes les sessions.";
const ignore = "Si vous n’avez rien demandé, vous pouvez ignorer ce message\u202f: rien ne change.";
const neverShare = "Ne donnez ce code à personne. Personne chez {{ place }} ne vous le demandera.";

export const fr: MailWords = {
  greeting: "Bonjour{% if name %} {{ name }}{% endif %},",
  copyAddress: "Ou copiez cette adresse dans votre navigateur\u00a0:",
  validUntil: "Valable jusqu’au {{ expiresAt }}.",
  footer: "{{ place }} a envoyé ce message à cause du compte que vous y avez\u00a0: {{ placeUrl }}",
  details: {
    at: "Quand",
    device: "Appareil",
    location: "Lieu",
    address: "Adresse IP",
    factor: "Méthode",
    passkey: "Clé d’accès",
    administrator: "Administration",
    reason: "Raison",
    person: "Nom",
    email: "E-mail",
    sender: "Envoyé par",
  },
  mails: {
    verify_address: {
      subject: "Confirmez votre adresse e-mail",
      preheader: "Encore une étape et votre compte chez {{ place }} fonctionnera.",
      lines: ["Merci de confirmer que cette adresse est la vôtre."],
      button: "Confirmer l’adresse",
      closing: [ignore],
    },
    sign_in_code: {
      subject: "Votre code de connexion à {{ place }}",
      preheader: "Saisissez-le sur la page où vous l’avez demandé.",
      lines: ["Saisissez ce code sur la page où vous l’avez demandé\u00a0:"],
      button: "Se connecter",
      closing: [neverShare, ignore],
    },
    second_factor_code: {
      subject: "Votre code de sécurité pour {{ place }}",
      preheader: "Saisissez-le sur la page qui le demande.",
      lines: ["Saisissez ce code pour montrer que c’est bien vous\u00a0:"],
      closing: [neverShare, "Si vous n’êtes pas en train de vous connecter, quelqu’un connaît votre mot de passe\u00a0: changez-le."],
    },
    password_reset: {
      subject: "Choisissez un nouveau mot de passe pour {{ place }}",
      preheader: "Quelqu’un, vous sans doute, a oublié le mot de passe.",
      lines: ["Quelqu’un, vous sans doute, a demandé à choisir un nouveau mot de passe."],
      button: "Choisir un mot de passe",
      closing: [ignore],
    },
    password_changed: {
      subject: "Votre mot de passe a été changé",
      preheader: "Votre mot de passe pour {{ place }} est nouveau.",
      lines: ["Le mot de passe de votre compte chez {{ place }} a été changé."],
      button: "Voir votre compte",
      closing: [notYou],
    },
    new_device: {
      subject: "Nouvelle connexion à {{ place }}",
      preheader: "Depuis un appareil que nous ne connaissions pas.",
      lines: ["Quelqu’un, vous sans doute, s’est connecté à votre compte depuis un appareil que nous ne connaissions pas."],
      button: "Voir vos appareils",
      closing: [notYou],
    },
    account_locked: {
      subject: "La connexion à {{ place }} est bloquée pour un moment",
      preheader: "Il y a eu trop d’essais erronés.",
      lines: [
        "Il y a eu trop d’essais erronés de connexion à votre compte.",
        "Pour le protéger, la connexion est bloquée jusqu’au {{ until }}. Elle reprend ensuite d’elle-même.",
      ],
      closing: [
        "Si ce n’était pas vous, quelqu’un essaie peut-être de deviner votre mot de passe. Un mot de passe long, que vous n’utilisez nulle part ailleurs, vous protège.",
      ],
    },
    email_change: {
      subject: "Confirmez votre nouvelle adresse e-mail",
      preheader: "{{ newEmail }} doit devenir l’adresse de votre compte.",
      lines: ["{{ newEmail }} doit devenir l’adresse de votre compte chez {{ place }}."],
      button: "Confirmer l’adresse",
      closing: [ignore],
    },
    email_change_notice: {
      subject: "Votre adresse e-mail a été changée",
      preheader: "Vous pouvez annuler ce changement.",
      lines: [
        "L’adresse de votre compte chez {{ place }} est désormais {{ newEmail }}.",
        "Si ce n’était pas vous, annulez maintenant\u00a0:",
      ],
      button: "Annuler le changement",
    },
    second_factor_on: {
      subject: "La connexion en deux étapes est activée",
      preheader: "Votre compte chez {{ place }} est mieux protégé.",
      lines: ["La connexion à votre compte chez {{ place }} demande maintenant une deuxième étape."],
      button: "Voir votre compte",
      closing: [notYou],
    },
    second_factor_off: {
      subject: "La connexion en deux étapes est désactivée",
      preheader: "Une deuxième étape a été retirée de votre compte.",
      lines: ["Une deuxième étape de connexion a été retirée de votre compte chez {{ place }}."],
      button: "Voir votre compte",
      closing: [notYou],
    },
    passkey_added: {
      subject: "Une clé d’accès a été ajoutée",
      preheader: "Elle permet de se connecter à {{ place }}.",
      lines: ["Une clé d’accès a été ajoutée à votre compte chez {{ place }}."],
      button: "Voir vos clés d’accès",
      closing: [notYou],
    },
    passkey_removed: {
      subject: "Une clé d’accès a été retirée",
      preheader: "Elle ne permet plus de se connecter à {{ place }}.",
      lines: ["Une clé d’accès a été retirée de votre compte chez {{ place }}."],
      button: "Voir vos clés d’accès",
      closing: [notYou],
    },
    recovery_code_used: {
      subject: "Un code de secours a été utilisé",
      preheader: "Il en reste {{ left }}.",
      lines: ["Un code de secours a servi à se connecter à votre compte chez {{ place }}.", "Codes restants\u00a0: {{ left }}"],
      button: "Voir votre compte",
      closing: [notYou],
    },
    codes_low: {
      subject: "Il reste peu de codes de secours",
      preheader: "Créez-en de nouveaux avant d’en manquer.",
      lines: [
        "Codes de secours restants pour votre compte chez {{ place }}\u00a0: {{ left }}",
        "Créez-en de nouveaux et gardez-les en lieu sûr.",
      ],
      button: "Créer de nouveaux codes",
    },
    factors_reset: {
      subject: "Votre connexion en deux étapes a été réinitialisée",
      preheader: "L’administration a retiré vos deuxièmes étapes.",
      lines: [
        "L’administration a retiré toutes les deuxièmes étapes et tous les codes de secours de votre compte chez {{ place }}.",
        "Vous pourrez les configurer à nouveau après la connexion.",
      ],
      closing: ["Si vous n’avez rien demandé, prévenez les responsables de {{ place }}."],
    },
    second_factor_due: {
      subject: "Configurez la connexion en deux étapes",
      preheader: "{{ place }} la demandera à partir du {{ dueAt }}.",
      lines: [
        "À partir du {{ dueAt }}, la connexion à {{ place }} demandera une deuxième étape.",
        "Configurez-la maintenant\u202f; cela prend deux minutes.",
      ],
      button: "Configurer",
    },
    password_expiring: {
      subject: "Choisissez un nouveau mot de passe",
      preheader: "Le vôtre chez {{ place }} expire le {{ dueAt }}.",
      lines: [
        "Les mots de passe de {{ place }} valent pour un temps limité. Le vôtre expire le {{ dueAt }}.",
        "Choisissez-en un nouveau avant\u202f; ensuite, il vous sera demandé à la connexion.",
      ],
      button: "Choisir un mot de passe",
    },
    token_expiring: {
      subject: "Le jeton {{ token }} expire bientôt",
      preheader: "Il expire le {{ dueAt }}.",
      lines: [
        "Le jeton {{ token }} de {{ place }} expire le {{ dueAt }}. Ce qui l’utilise sera refusé à partir de là.",
        "Créez-en un nouveau avant, et mettez-le partout où l’ancien est utilisé.",
      ],
      button: "Le voir",
    },
    deletion_requested: {
      subject: "Votre compte doit être supprimé",
      preheader: "Vous l’avez demandé à {{ place }}.",
      lines: [
        "Vous avez demandé la suppression de votre compte chez {{ place }}.",
        "{% if dueAt %}Il sera supprimé le {{ dueAt }}.{% else %}Les responsables de {{ place }} sont prévenus.{% endif %}",
      ],
      button: "Garder mon compte",
      closing: ["Si ce n’était pas vous, changez immédiatement votre mot de passe."],
    },
    deletion_requested_owner: {
      subject: "{{ person }} demande la suppression de son compte",
      preheader: "Une demande chez {{ place }}.",
      lines: [
        "Une personne demande la suppression de son compte chez {{ place }}.",
        "{% if dueAt %}Il sera supprimé le {{ dueAt }}, sauf si la personne change d’avis.{% else %}Merci de décider et de supprimer le compte.{% endif %}",
      ],
      button: "Ouvrir la fiche",
    },
    deletion_done: {
      subject: "Votre compte a été supprimé",
      preheader: "Vos données chez {{ place }} sont effacées.",
      lines: ["Votre compte chez {{ place }} a été supprimé, comme vous l’avez demandé."],
    },
    deletion_cancelled: {
      subject: "Votre compte reste",
      preheader: "Il ne sera pas supprimé.",
      lines: ["Votre compte chez {{ place }} ne sera pas supprimé. Rien n’a changé."],
      button: "Ouvrir {{ place }}",
    },
    invitation: {
      subject: "Vous êtes invité à rejoindre {{ place }}",
      preheader: "Choisissez un mot de passe pour commencer.",
      lines: [
        "{% if inviter %}{{ inviter }} a créé un compte pour vous chez {{ place }}.{% else %}Un compte vous attend chez {{ place }}.{% endif %}",
        "Choisissez un mot de passe pour commencer.",
      ],
      button: "Choisir un mot de passe",
    },
    welcome: {
      subject: "Bienvenue chez {{ place }}",
      preheader: "Votre compte est prêt.",
      lines: ["Votre compte chez {{ place }} est prêt."],
      button: "Ouvrir {{ place }}",
    },
    sign_up_rejected: {
      subject: "Votre inscription n’a pas été acceptée",
      preheader: "Décision de l’administration de {{ place }}.",
      lines: ["L’administration a décidé de ne pas vous ouvrir de compte chez {{ place }}."],
      closing: ["Si vous pensez qu’il s’agit d’une erreur, prévenez les responsables de {{ place }}."],
    },
    already_have_account: {
      subject: "Vous avez déjà un compte",
      preheader: "Quelqu’un a voulu s’inscrire avec votre adresse.",
      lines: [
        "Quelqu’un, vous sans doute, a voulu s’inscrire chez {{ place }} avec cette adresse. Il existe déjà un compte.",
        "Connectez-vous, ou choisissez un nouveau mot de passe si vous avez oublié le vôtre.",
      ],
      button: "Se connecter",
      closing: [ignore],
    },
    signed_in_as_you: {
      subject: "L’administration s’est connectée à votre place",
      preheader: "Pour vous aider, jusqu’au {{ until }}.",
      lines: ["Pour vous aider, l’administration s’est connectée à {{ place }} à votre place. Cela prend fin de soi-même le {{ until }}."],
      closing: ["Si vous ne vous y attendiez pas, prévenez les responsables de {{ place }}."],
    },
    device_waiting: {
      subject: "Un appareil de {{ person }} attend votre accord",
      preheader: "La connexion à {{ place }} demande un appareil approuvé.",
      lines: ["Quelqu’un veut se connecter à {{ place }} depuis un appareil qui n’a pas encore été approuvé."],
      button: "Ouvrir la fiche",
    },
    device_approved: {
      subject: "Votre appareil a été approuvé",
      preheader: "Vous pouvez maintenant l’utiliser pour vous connecter.",
      lines: ["Vous pouvez maintenant vous connecter à {{ place }} depuis votre appareil."],
      button: "Se connecter",
    },
    review_started: {
      subject: "Revue des accès à décider\u00a0: {{ review }}",
      preheader: "Merci de décider avant le {{ dueAt }}.",
      lines: [
        "On vous demande de vérifier qui peut faire quoi chez {{ place }}\u00a0: «\u00a0{{ review }}\u00a0».",
        "{% if lines == 1 %}Une ligne est{% else %}{{ lines }} lignes sont{% endif %} à décider avant le {{ dueAt }}.",
      ],
      button: "Ouvrir la revue",
    },
    review_due_soon: {
      subject: "La revue des accès se termine bientôt\u00a0: {{ review }}",
      preheader: "Elle se ferme le {{ dueAt }}.",
      lines: [
        "La revue des accès «\u00a0{{ review }}\u00a0» chez {{ place }} se ferme le {{ dueAt }}.",
        "{% if lines == 1 %}Une ligne n’est pas encore décidée{% else %}{{ lines }} lignes ne sont pas encore décidées{% endif %}.",
      ],
      button: "Ouvrir la revue",
    },
    review_overdue: {
      subject: "La revue des accès est terminée\u00a0: {{ review }}",
      preheader: "Toutes les lignes n’ont pas été décidées.",
      lines: [
        "Le délai de la revue des accès «\u00a0{{ review }}\u00a0» chez {{ place }} s’est terminé le {{ dueAt }}.",
        "{% if kept %}Lignes non décidées qui sont maintenues\u00a0: {{ kept }}.{% endif %}{% if revoked %}Lignes non décidées qui sont retirées\u00a0: {{ revoked }}.{% endif %}",
      ],
      button: "Ouvrir la revue",
    },
    action_notice: {
      subject: "Avis\u00a0: {{ title }}",
      preheader: "Une action de {{ place }} vous en informe.",
      lines: ["Quelque chose a changé chez {{ place }}\u00a0: {{ title }}"],
      closing: ["{{ place }} envoie ce message automatiquement quand quelque chose y change. Qui le gère peut le désactiver."],
    },
    test_mail: {
      subject: "Message d’essai de {{ place }}",
      preheader: "L’envoi fonctionne.",
      lines: ["Si vous lisez ceci, l’envoi des e-mails fonctionne."],
    },
  },
  sms: {
    sms_code: "{{ code }} est votre code de sécurité pour {{ place }}. Ne le donnez à personne.",
  },
};
