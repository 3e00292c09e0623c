import type { errors as english } from "../en/errors.ts";
import type { Translated } from "../translated.ts";

export const errors: Translated<typeof english> = {
  unreadable_answer: "Não foi possível ler a resposta do servidor. Tente de novo daqui a pouco.",
  network: "Não foi possível falar com o servidor. Verifique sua conexão e tente de novo.",
  unexpected: "Isso não funcionou, e o motivo não é conhecido. Tente de novo; se continuar, informe o ID da solicitação.",
  http: {
    bad_request: "Há algo errado no que foi enviado. Verifique os campos marcados.",
    not_signed_in: "Sua sessão não está mais aberta. Entre de novo.",
    not_allowed: "Você não tem permissão para fazer isso. Peça a permissão à administração.",
    cross_origin: "A solicitação veio de outro site. Abra o Latchkey no endereço dele e tente de novo.",
    not_found: "Isto não existe, ou você não pode ver.",
    precondition_required: "Esta página está desatualizada. Recarregue-a e tente de novo.",
    body_too_large: "É muita coisa de uma vez. Envie menos.",
    unsupported_media_type: "O servidor não entendeu o que foi enviado. Recarregue a página e tente de novo.",
    too_many_requests: "Solicitações demais. Espere um momento e tente de novo.",
    overloaded: "O servidor está ocupado. Espere um momento e tente de novo.",
    internal: "O servidor não conseguiu responder. Tente de novo; se continuar, informe o ID da solicitação à administração.",
  },
  access: {
    name_required: "Digite o nome da política para confirmar: a mudança atinge administradores, ou vale para todos ou para tudo.",
    nothing_pending: "Esta política não volta mais sozinha. Recarregue a página.",
    dead_rule: "A política tem uma regra que nunca será aplicada. Altere-a ou remova-a.",
    self_settable_key:
      "A política decide por uma etiqueta que os usuários podem definir sozinhos. Use outra chave ou ignore esta verificação informando um motivo.",
    reason_required: "Esta alteração pede um motivo. Diga por que você a faz.",
    policy_test_failed: "Um teste salvo falharia. Corrija a política ou o teste, ou ignore esta verificação informando um motivo.",
    managed_by_file: "Esta política é mantida em um arquivo. Altere-a lá ou entregue-a antes ao console.",
    version_conflict: "Alguém salvou esta política enquanto você a editava.",
    unknown_action: "Este tipo de recurso não tem essa ação. Escolha outra.",
  },
  administrators: {
    limited_without_membership: "Um administrador só pode ser limitado em perfis dos quais é membro.",
    last_super_administrator: "Este é o último superadministrador ativo. Torne outra pessoa superadministradora primeiro.",
    setup_done: "O Latchkey já tem um administrador. Entre ou peça a um superadministrador para incluir você.",
    setup_token_not_valid: "Este link de instalação não é válido. Use o que o servidor mostrou na última vez em que foi iniciado.",
    unknown_profile: "Um dos perfis não existe mais. Recarregue a página e escolha de novo.",
  },
  credentials: {
    link_not_valid: "Este link não é mais válido. Um link funciona uma única vez e por tempo limitado: peça um novo a quem o enviou.",
    weak_password: "Escolha uma senha mais forte: pelo menos 10 caracteres, nada comum e sem seu nome nem seu e-mail.",
    wrong_password: "A senha atual não está correta.",
  },
  dashboards: {
    unknown_tab: "Esta aba não existe mais. Escolha outra.",
    unknown_device: "Este dispositivo não existe mais. Escolha outro.",
    too_many_widgets: "Um painel comporta no máximo 100 widgets. Remova um ou crie outro painel.",
    not_a_form: "Este widget não recebe dados. Recarregue a página.",
  },
  profiles: {
    slug_taken: "Outro perfil já usa este endereço de portal. Escolha outro.",
  },
  sessions: {
    account_not_active: "Sua conta não está ativa. Fale com a administração.",
    sign_in_failed: "O e-mail e a senha não conferem. Tente de novo ou peça à administração um link para escolher uma nova senha.",
  },
  sharing: {
    no_anonymous_user: "O perfil ainda não tem usuário anônimo. Crie-o primeiro: quem abre um link age como esse usuário.",
  },
  signup: {
    closed: "Novas contas são feitas por convite. Peça um à administração.",
  },
  tag_keys: {
    already_registered: "Esta chave de etiqueta já está registrada. Altere a entrada dela.",
    value_not_allowed: "Uma etiqueta tem um valor que a chave dela não aceita. Escolha um dos valores permitidos.",
    version_conflict: "Alguém salvou esta chave de etiqueta enquanto você a editava.",
  },
  tag_renames: {
    exists: "O novo nome já está em uso. Escolha outro ou junte os dois.",
  },
  users: {
    anonymous_has_no_credentials: "O usuário anônimo não tem e-mail nem senha e não pode entrar.",
    anonymous_user_exists: "Este perfil já tem seu usuário anônimo. Edite as tags do que já existe.",
    email_taken: "Alguém neste perfil já tem este e-mail. Use outro ou procure o usuário existente.",
    external_id_taken: "Outro usuário deste perfil já tem este ID externo. Use outro.",
    wrong_status: "O status do usuário não permite isso. Recarregue a página: alguém pode tê-lo alterado nesse meio-tempo.",
  },
};
