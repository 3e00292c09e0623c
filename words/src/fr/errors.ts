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
    proof_needed: "Confirmez que c’est bien vous, puis réessayez.",
    read_only_session: "Vous ne faites que regarder : cette session agit pour quelqu’un et ne change rien.",
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
  accounts: {
    wrong_code: "Ce code n’est pas le bon ou a expiré. Utilisez le plus récent ou demandez-en un autre.",
    link_not_valid: "Ce lien n’est plus valable. Un lien fonctionne une fois et pour un temps limité.",
    same_email: "C’est déjà votre adresse. Saisissez la nouvelle.",
    email_not_free: "Cette adresse ne peut pas être utilisée : quelqu’un l’a prise entre-temps.",
    deletion_not_offered: "Les comptes ne se suppriment pas ici. Demandez à l’administration.",
    nothing_requested: "Aucune suppression n’est demandée. Elle a peut-être été retirée ou décidée entre-temps : rechargez la page.",
    download_not_offered: "Les données ne se téléchargent pas ici. Demandez à l’administration.",
    cannot_act_as: "Personne ne peut agir pour cette personne maintenant : seulement pour les personnes actives ayant une adresse e-mail.",
  },
  administrators: {
    limited_without_membership: "Un administrateur ne peut être limité que dans les profils dont il est membre.",
    last_super_administrator: "C’est le dernier super-administrateur actif. Nommez d’abord quelqu’un d’autre super-administrateur.",
    setup_done: "Latchkey a déjà un administrateur. Connectez-vous, ou demandez à un super-administrateur de vous ajouter.",
    setup_token_not_valid: "Ce lien d’installation n’est pas valide. Utilisez celui que le serveur a affiché à son dernier démarrage.",
    unknown_profile: "L’un des profils n’existe plus. Rechargez la page et choisissez de nouveau.",
  },
  attempts: {
    too_many_tries: "Trop de tentatives. Patientez un peu, ou connectez-vous avec un code par e-mail.",
  },
  credentials: {
    link_not_valid:
      "Ce lien n’est plus valide. Un lien ne fonctionne qu’une fois et pour une durée limitée\u00a0: demandez-en un nouveau à la personne qui l’a envoyé.",
    hash_not_accepted: "Cette empreinte de mot de passe ne peut pas être reprise : sa forme ou son coût n’est pas accepté.",
    too_many_hash_kinds:
      "Ce profil contient déjà autant de sortes d’empreintes de mot de passe que permis. Reprenez cette personne sans empreinte et envoyez-lui un lien.",
    weak_password: "Choisissez un mot de passe plus fort : conforme aux règles, peu courant, sans votre nom ni votre adresse e-mail.",
    wrong_password: "Le mot de passe actuel n’est pas correct.",
  },
  dashboards: {
    unknown_tab: "Cet onglet n’existe plus. Choisissez-en un autre.",
    unknown_device: "Cet appareil n’existe plus. Choisissez-en un autre.",
    too_many_widgets: "Un tableau de bord contient au plus 100 widgets. Retirez-en un, ou créez un autre tableau de bord.",
    not_a_form: "Ce widget n’accepte pas de saisie. Rechargez la page.",
  },
  data_output: {
    limit_reached:
      "La sortie de données de ce mois est épuisée. Les widgets montreront de nouveau des données le mois prochain, ou quand la limite sera relevée.",
  },
  notifications: {
    buttons_closed: "Un bouton de cette notification a déjà été actionné. Rechargez pour voir lequel.",
  },
  profiles: {
    slug_taken: "Un autre profil utilise déjà cette adresse de portail. Choisissez-en une autre.",
  },
  security: {
    version_conflict:
      "Quelqu’un a enregistré ces réglages pendant que vous les modifiiez. Rechargez la page, puis refaites votre modification.",
  },
  browsers: {
    trust_not_allowed: "Ici, on ne peut pas approuver soi-même ses appareils. Adressez-vous à l’administration.",
    not_pending: "Cet appareil n’attend plus d’approbation. Rechargez la liste.",
  },
  restrictions: {
    not_from_here: "Ce n’est pas possible d’ici ou à cette heure.",
    would_lock_you_out: "Ces règles vous excluraient, ici et maintenant. Modifiez-les, ou confirmez que c’est voulu.",
    version_conflict: "Quelqu’un d’autre a modifié ces règles entre-temps. Rechargez la page et refaites votre modification.",
  },
  sessions: {
    too_many_sessions: "Vous êtes déjà connecté à autant d’endroits que permis. Déconnectez-vous d’abord ailleurs.",
    device_rejected: "Cet appareil ne peut pas se connecter. Utilisez-en un autre, ou adressez-vous à l’administration.",
  },
  sharing: {
    no_anonymous_user:
      "Le profil n’a pas encore d’utilisateur anonyme. Créez-le d’abord\u00a0: quiconque ouvre un lien agit en tant que cet utilisateur.",
  },
  sign_in: {
    failed: "L’adresse e-mail et le mot de passe ne correspondent pas. Réessayez ou réinitialisez votre mot de passe.",
    wrong_code: "Ce code n’est pas correct ou a expiré.",
    passkey_failed: "Cette clé d’accès n’a pas fonctionné. Réessayez, ou connectez-vous autrement.",
    second_factor_failed: "Ce n’est pas correct. Réessayez, ou choisissez un autre moyen.",
    ticket_not_valid: "La connexion a pris trop de temps. Recommencez.",
    account_not_active: "Votre compte n’est pas encore actif. Adressez-vous à l’administration.",
    not_from_here: "La connexion n’est pas possible d’ici ou à cette heure.",
    method_off: "On ne se connecte pas ainsi ici. Choisissez un autre moyen.",
    bot_check_needed: "Veuillez confirmer que vous n’êtes pas un robot.",
  },
  signup: {
    closed: "Les nouveaux comptes se font sur invitation. Demandez-en une à l’administration.",
    password_needed: "Choisissez un mot de passe : le lien a été ouvert dans un autre navigateur que celui de l’inscription.",
  },
  tag_keys: {
    already_registered: "Cette clé d’étiquette est déjà enregistrée. Modifiez plutôt son entrée.",
    managed_by_file: "Cette clé d’étiquette est tenue dans un fichier. Modifiez-la là, ou confiez-la d’abord à la console.",
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
  factors: {
    wrong_code: "Ce code n'est pas correct ou a expiré. Saisissez le plus récent.",
    passkey_refused: "La clé d'accès n'a pas été acceptée. Recommencez depuis le début.",
    passkey_known: "Cette clé d'accès est déjà utilisée. Utilisez-la, ou un autre appareil.",
    kind_not_offered: "Ce type de deuxième étape n'est pas proposé ici. Choisissez-en un autre.",
    too_many: "Il y a déjà trop de clés d'accès. Supprimez-en une qui ne sert plus.",
    last_factor: "Une deuxième étape est exigée de vous, et c'est la dernière. Ajoutez-en d'abord une autre.",
    no_factor: "Ajoutez d'abord une deuxième étape : les codes de récupération viennent avec elle.",
    own_factors: "Ce sont les vôtres. Gérez-les sur la page de sécurité de votre compte.",
  },
  proofs: {
    not_proved: "Cela n'a pas montré que c'est bien vous. Réessayez, ou d'une autre manière.",
    not_this_way: "Vous ne pouvez pas le prouver de cette manière. Choisissez-en une autre.",
    second_factor_needed:
      "Une deuxième étape est exigée de vous et vous n'en avez pas encore. Déconnectez-vous puis reconnectez-vous pour la configurer.",
  },
};
