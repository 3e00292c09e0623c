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
    proof_needed: "Confirme que é você e tente de novo.",
    read_only_session: "Você só está olhando: esta sessão age por outra pessoa e não muda nada.",
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
  accounts: {
    wrong_code: "Esse código não está certo ou expirou. Use o mais novo ou peça outro.",
    link_not_valid: "Este link não vale mais. Um link funciona uma vez e por tempo limitado.",
    same_email: "Este já é o seu endereço. Digite o novo.",
    email_not_free: "Este endereço não pode ser usado: alguém o pegou nesse meio-tempo.",
    deletion_not_offered: "Contas não são excluídas aqui. Pergunte à administração.",
    nothing_requested: "Nenhuma exclusão foi pedida. Talvez tenha sido retirada ou decidida: recarregue a página.",
    download_not_offered: "Os dados não são baixados aqui. Pergunte à administração.",
    cannot_act_as: "Ninguém pode agir por esta pessoa agora: só por pessoas ativas com e-mail.",
  },
  administrators: {
    limited_without_membership: "Um administrador só pode ser limitado em perfis dos quais é membro.",
    last_super_administrator: "Este é o último superadministrador ativo. Torne outra pessoa superadministradora primeiro.",
    setup_done: "O Latchkey já tem um administrador. Entre ou peça a um superadministrador para incluir você.",
    setup_token_not_valid: "Este link de instalação não é válido. Use o que o servidor mostrou na última vez em que foi iniciado.",
    unknown_profile: "Um dos perfis não existe mais. Recarregue a página e escolha de novo.",
  },
  attempts: {
    too_many_tries: "Tentativas demais. Espere um pouco ou entre com um código por e-mail.",
  },
  credentials: {
    link_not_valid: "Este link não é mais válido. Um link funciona uma única vez e por tempo limitado: peça um novo a quem o enviou.",
    hash_not_accepted: "Este hash de senha não pode ser adotado: sua forma ou seu custo não é aceito.",
    too_many_hash_kinds:
      "Este perfil já guarda hashes de senha de tantos tipos quantos são permitidos. Traga esta pessoa sem hash e envie um link.",
    weak_password: "Escolha uma senha mais forte: que siga as regras, não seja comum e não contenha seu nome nem seu e-mail.",
    wrong_password: "A senha atual não está correta.",
  },
  dashboards: {
    unknown_tab: "Esta aba não existe mais. Escolha outra.",
    unknown_device: "Este dispositivo não existe mais. Escolha outro.",
    too_many_widgets: "Um painel comporta no máximo 100 widgets. Remova um ou crie outro painel.",
    not_a_form: "Este widget não recebe dados. Recarregue a página.",
  },
  data_output: {
    limit_reached:
      "A saída de dados deste mês acabou. Os widgets mostrarão dados de novo no próximo mês, ou quando o limite for aumentado.",
  },
  notifications: {
    buttons_closed: "Um botão desta notificação já foi pressionado. Recarregue para ver qual.",
  },
  profiles: {
    slug_taken: "Outro perfil já usa este endereço de portal. Escolha outro.",
  },
  security: {
    version_conflict: "Alguém salvou estas configurações enquanto você as editava. Recarregue a página e repita a alteração.",
  },
  browsers: {
    trust_not_allowed: "Aqui não é você quem marca dispositivos como confiáveis. Fale com a administração.",
    not_pending: "Este dispositivo não espera mais aprovação. Recarregue a lista.",
  },
  restrictions: {
    not_from_here: "Isso não é possível daqui ou neste horário.",
    would_lock_you_out: "Estas regras deixariam você de fora, aqui e agora. Mude-as ou confirme que é o que você quer.",
    version_conflict: "Outra pessoa mudou estas regras nesse meio-tempo. Recarregue a página e repita sua mudança.",
  },
  sessions: {
    too_many_sessions: "Você já entrou em tantos lugares quanto é permitido. Saia antes de outro.",
    device_rejected: "Este dispositivo não pode entrar. Use outro ou fale com a administração.",
  },
  sharing: {
    no_anonymous_user: "O perfil ainda não tem usuário anônimo. Crie-o primeiro: quem abre um link age como esse usuário.",
  },
  sign_in: {
    failed: "O e-mail e a senha não conferem. Tente de novo ou redefina sua senha.",
    wrong_code: "Esse código não está certo ou expirou.",
    passkey_failed: "Essa chave de acesso não funcionou. Tente de novo ou entre de outra forma.",
    second_factor_failed: "Não está certo. Tente de novo ou escolha outra forma.",
    ticket_not_valid: "A entrada demorou demais. Comece de novo.",
    account_not_active: "Sua conta ainda não está ativa. Fale com a administração.",
    not_from_here: "Não é possível entrar daqui ou neste horário.",
    method_off: "Aqui não se entra dessa forma. Escolha outra.",
    bot_check_needed: "Confirme que você não é um robô.",
  },
  signup: {
    closed: "Novas contas são feitas por convite. Peça um à administração.",
    password_needed: "Escolha uma senha: o link foi aberto em outro navegador, não naquele do cadastro.",
  },
  tag_keys: {
    already_registered: "Esta chave de etiqueta já está registrada. Altere a entrada dela.",
    managed_by_file: "Esta chave de etiqueta é mantida em um arquivo. Altere-a lá ou entregue-a antes ao console.",
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
  factors: {
    wrong_code: "O código não está certo ou expirou. Digite o mais recente.",
    passkey_refused: "A chave de acesso não foi aceita. Comece de novo.",
    passkey_known: "Esta chave de acesso já está em uso. Use-a ou outro dispositivo.",
    kind_not_offered: "Este tipo de segunda etapa não é oferecido aqui. Escolha outro.",
    too_many: "Já há chaves de acesso demais. Remova uma que não seja mais usada.",
    last_factor: "Uma segunda etapa é exigida de você, e esta é a última. Adicione outra primeiro.",
    no_factor: "Adicione primeiro uma segunda etapa: os códigos de recuperação vêm com ela.",
    own_factors: "São os seus. Gerencie-os na página de segurança da sua conta.",
  },
  proofs: {
    not_proved: "Isso não provou que é você. Tente de novo ou de outra maneira.",
    not_this_way: "Você não pode provar desta maneira. Escolha outra.",
    second_factor_needed: "Uma segunda etapa é exigida de você, e você ainda não tem nenhuma. Saia e entre de novo para configurá-la.",
  },
};
