import type { entry as english } from "../en/console-entry.ts";
import type { Translated } from "../translated.ts";

export const entry: Translated<typeof english> = {
  documentTitle: "{{title}} · Latchkey",
  signInText: "La consola es para administradores. Los usuarios de un portal inician sesión en él.",
  signedOut: "Ha cerrado la sesión.",
  sessionEnded: "Su sesión ha terminado. Inicie sesión para seguir donde estaba.",
  setupHint: "Todavía no hay ningún administrador. Abra el enlace de configuración que el servidor mostró al arrancar.",
  setupTitle: "Crear el primer administrador",
  setupText: "Será el superadministrador de este servidor: por encima de todos los perfiles y de los demás administradores.",
  setupName: "Su nombre",
  setupSubmit: "Crear administrador",
  setupNoToken: "Esta página necesita el enlace de configuración",
  setupNoTokenText:
    "Abra el enlace completo que el servidor mostró al arrancar. Sirve una sola vez; al reiniciar, el servidor muestra uno nuevo.",
  setupDone: "La configuración ya está hecha",
  setupDoneText: "Este servidor ya tiene un administrador. Inicie sesión o pida a un superadministrador que le añada.",
};
