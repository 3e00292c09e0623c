import type { entry as english } from "../en/console-entry.ts";
import type { Translated } from "../translated.ts";

export const entry: Translated<typeof english> = {
  documentTitle: "{{title}} · Latchkey",
  signInText: "O console é para administradores. Usuários de um portal entram por lá.",
  signedOut: "Você saiu da sua conta.",
  sessionEnded: "Sua sessão terminou. Entre para continuar de onde parou.",
  setupHint: "Ainda não há administrador. Abra o link de configuração que o servidor mostrou ao iniciar.",
  setupTitle: "Criar o primeiro administrador",
  setupText: "Você será o superadministrador deste servidor: acima de todos os perfis e de todos os outros administradores.",
  setupName: "Seu nome",
  setupSubmit: "Criar administrador",
  setupNoToken: "Esta página precisa do link de configuração",
  setupNoTokenText: "Abra o link completo que o servidor mostrou ao iniciar. Ele vale uma vez; ao reiniciar, o servidor mostra um novo.",
  setupDone: "A configuração já foi feita",
  setupDoneText: "Este servidor já tem um administrador. Entre ou peça a um superadministrador que adicione você.",
};
