import type { errors as english } from "../en/errors.ts";
import type { Translated } from "../translated.ts";

export const errors: Translated<typeof english> = {
  unreadable_answer: "La réponse du serveur n’a pas pu être lue. Réessayez dans un instant.",
  network: "Le serveur est injoignable. Vérifiez votre connexion, puis réessayez.",
  unexpected:
    "Cela n’a pas fonctionné, et la cause n’est pas connue. Réessayez\u202f; si cela persiste, transmettez l’identifiant de la requête.",
  http: {
    bad_request: "Quelque chose ne va pas dans ce qui a été envoyé. Vérifiez les champs signalés.",
    not_signed_in: "Votre session n’est plus ouverte. Reconnectez-vous.",
    not_allowed: "Vous n’avez pas le droit de faire cela. Demandez l’autorisation à l’administration.",
    cross_origin: "La requête venait d’un autre site. Ouvrez Latchkey à sa propre adresse, puis réessayez.",
    not_found: "Cela n’existe pas, ou vous ne pouvez pas le voir.",
    precondition_required: "Cette page n’est plus à jour. Rechargez-la, puis réessayez.",
    body_too_large: "C’est trop en une seule fois. Envoyez-en moins.",
    unsupported_media_type: "Le serveur n’a pas compris ce qui a été envoyé. Rechargez la page, puis réessayez.",
    too_many_requests: "Trop de requêtes. Attendez un instant, puis réessayez.",
    overloaded: "Le serveur est occupé. Attendez un instant, puis réessayez.",
    internal:
      "Le serveur n’a pas pu répondre. Réessayez\u202f; si cela persiste, transmettez l’identifiant de la requête à votre administration.",
  },
  access: {
    name_required:
      "Saisissez le nom de la règle pour confirmer : le changement touche des administrateurs, ou vaut pour tous ou pour tout.",
    nothing_pending: "Cette règle ne revient plus en arrière d’elle-même. Rechargez la page.",
    dead_rule: "La politique contient une règle qui ne peut jamais s’appliquer. Modifiez-la ou retirez-la.",
    self_settable_key:
      "La politique décide d’après une étiquette que les utilisateurs peuvent définir eux-mêmes. Utilisez une autre clé ou passez outre en donnant une raison.",
    reason_required: "Cette modification demande une raison. Dites pourquoi vous la faites.",
    policy_test_failed: "Un test enregistré échouerait. Corrigez la politique ou le test, ou passez outre en donnant une raison.",
    managed_by_file: "Cette politique est tenue dans un fichier. Modifiez-la là, ou confiez-la d’abord à la console.",
    version_conflict: "Quelqu’un a enregistré cette politique pendant que vous la modifiiez.",
    unknown_action: "Cette action n’existe pas pour ce type de ressource. Choisissez-en une autre.",
  },
  administrators: {
    limited_without_membership: "Un administrateur ne peut être limité que dans les profils dont il est membre.",
    last_super_administrator: "C’est le dernier super-administrateur actif. Nommez d’abord quelqu’un d’autre super-administrateur.",
    setup_done: "Latchkey a déjà un administrateur. Connectez-vous, ou demandez à un super-administrateur de vous ajouter.",
    setup_token_not_valid: "Ce lien d’installation n’est pas valide. Utilisez celui que le serveur a affiché à son dernier démarrage.",
    unknown_profile: "L’un des profils n’existe plus. Rechargez la page et choisissez de nouveau.",
  },
  credentials: {
    link_not_valid:
      "Ce lien n’est plus valide. Un lien ne fonctionne qu’une fois et pour une durée limitée\u00a0: demandez-en un nouveau à la personne qui l’a envoyé.",
    weak_password:
      "Choisissez un mot de passe plus sûr\u00a0: au moins 10 caractères, rien de courant, et ni votre nom ni votre adresse e-mail.",
    wrong_password: "Le mot de passe actuel n’est pas correct.",
  },
  dashboards: {
    unknown_tab: "Cet onglet n’existe plus. Choisissez-en un autre.",
    unknown_device: "Cet appareil n’existe plus. Choisissez-en un autre.",
    too_many_widgets: "Un tableau de bord contient au plus 100 widgets. Retirez-en un, ou créez un autre tableau de bord.",
    not_a_form: "Ce widget n’accepte pas de saisie. Rechargez la page.",
  },
  profiles: {
    slug_taken: "Un autre profil utilise déjà cette adresse de portail. Choisissez-en une autre.",
  },
  sessions: {
    account_not_active: "Votre compte n’est pas actif. Adressez-vous à l’administration.",
    sign_in_failed:
      "L’adresse e-mail et le mot de passe ne correspondent pas. Réessayez, ou demandez à l’administration un lien pour choisir un nouveau mot de passe.",
  },
  sharing: {
    no_anonymous_user:
      "Le profil n’a pas encore d’utilisateur anonyme. Créez-le d’abord\u00a0: quiconque ouvre un lien agit en tant que cet utilisateur.",
  },
  signup: {
    closed: "Les nouveaux comptes se font sur invitation. Demandez-en une à l’administration.",
  },
  tag_keys: {
    already_registered: "Cette clé d’étiquette est déjà enregistrée. Modifiez plutôt son entrée.",
    value_not_allowed: "Une étiquette a une valeur que sa clé n’accepte pas. Choisissez une des valeurs permises.",
    version_conflict: "Quelqu’un a enregistré cette clé d’étiquette pendant que vous la modifiiez.",
  },
  tag_renames: {
    exists: "Le nouveau nom est déjà utilisé. Choisissez-en un autre ou réunissez les deux.",
  },
  users: {
    anonymous_has_no_credentials: "L’utilisateur anonyme n’a ni adresse e-mail ni mot de passe et ne peut pas se connecter.",
    anonymous_user_exists: "Ce profil a déjà son utilisateur anonyme. Modifiez plutôt les étiquettes de celui qui existe.",
    email_taken: "Quelqu’un dans ce profil a déjà cette adresse e-mail. Utilisez-en une autre, ou cherchez l’utilisateur existant.",
    external_id_taken: "Un autre utilisateur de ce profil a déjà cet identifiant externe. Utilisez-en un autre.",
    wrong_status: "L’état de l’utilisateur ne le permet pas. Rechargez la page\u00a0: quelqu’un l’a peut-être changé entre-temps.",
  },
};
