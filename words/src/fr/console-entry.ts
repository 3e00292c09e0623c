import type { entry as english } from "../en/console-entry.ts";
import type { Translated } from "../translated.ts";

export const entry: Translated<typeof english> = {
  documentTitle: "{{title}} · Latchkey",
  signInText: "La console est réservée aux administrateurs. Les utilisateurs d’un portail se connectent sur celui-ci.",
  signedOut: "Votre session est fermée.",
  sessionEnded: "Votre session est terminée. Connectez-vous pour reprendre là où vous en étiez.",
  setupHint: "Il n’y a pas encore d’administrateur. Ouvrez le lien d’installation que le serveur a affiché au démarrage.",
  setupTitle: "Créer le premier administrateur",
  setupText: "Vous serez le super-administrateur de ce serveur : au-dessus de tous les profils et de tous les autres administrateurs.",
  setupName: "Votre nom",
  setupSubmit: "Créer l’administrateur",
  setupNoToken: "Cette page a besoin du lien d’installation",
  setupNoTokenText:
    "Ouvrez le lien entier que le serveur a affiché au démarrage. Il ne sert qu’une fois ; au redémarrage, le serveur en affiche un nouveau.",
  setupDone: "L’installation est déjà faite",
  setupDoneText: "Ce serveur a un administrateur. Connectez-vous, ou demandez à un super-administrateur de vous ajouter.",
};
