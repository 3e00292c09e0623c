import type { MailWords } from "./mail-words.ts";

const notYou = "Se não foi você, troque a senha imediatamente e encerre todas as sessões.";
const ignore = "Se você não pediu isto, pode ignorar esta mensagem: nada muda.";
const neverShare = "Não dê este código a ninguém. Ninguém de {{ place }} vai pedi-lo a você.";

export const ptBr: MailWords = {
  greeting: "Olá{% if name %}, {{ name }}{% endif %}:",
  copyAddress: "Ou copie este endereço no navegador:",
  validUntil: "Válido até {{ expiresAt }}.",
  footer: "{{ place }} enviou esta mensagem por causa da sua conta lá: {{ placeUrl }}",
  details: {
    at: "Quando",
    device: "Dispositivo",
    location: "Local",
    address: "Endereço IP",
    factor: "Método",
    passkey: "Chave de acesso",
    administrator: "Administração",
    reason: "Motivo",
    person: "Nome",
    email: "E-mail",
    sender: "Enviado por",
  },
  mails: {
    verify_address: {
      subject: "Confirme seu endereço de e-mail",
      preheader: "Falta um passo para sua conta em {{ place }} funcionar.",
      lines: ["Confirme que este endereço é seu."],
      button: "Confirmar endereço",
      closing: [ignore],
    },
    sign_in_code: {
      subject: "Seu código para entrar em {{ place }}",
      preheader: "Digite-o na página onde o pediu.",
      lines: ["Digite este código na página onde o pediu:"],
      button: "Entrar",
      closing: [neverShare, ignore],
    },
    second_factor_code: {
      subject: "Seu código de segurança de {{ place }}",
      preheader: "Digite-o na página que o pede.",
      lines: ["Digite este código para mostrar que é você:"],
      closing: [neverShare, "Se você não está entrando agora, alguém conhece sua senha: troque-a."],
    },
    password_reset: {
      subject: "Escolha uma nova senha para {{ place }}",
      preheader: "Alguém, esperamos que você, esqueceu a senha.",
      lines: ["Alguém, esperamos que você, pediu para escolher uma nova senha."],
      button: "Escolher nova senha",
      closing: [ignore],
    },
    password_changed: {
      subject: "Sua senha foi trocada",
      preheader: "Sua senha de {{ place }} é nova.",
      lines: ["A senha da sua conta em {{ place }} foi trocada."],
      button: "Ver sua conta",
      closing: [notYou],
    },
    new_device: {
      subject: "Novo acesso a {{ place }}",
      preheader: "De um dispositivo que não conhecíamos.",
      lines: ["Alguém, esperamos que você, entrou na sua conta com um dispositivo que não conhecíamos."],
      button: "Ver seus dispositivos",
      closing: [notYou],
    },
    account_locked: {
      subject: "O acesso a {{ place }} está bloqueado por um tempo",
      preheader: "Houve tentativas erradas demais.",
      lines: [
        "Houve tentativas erradas demais de entrar na sua conta.",
        "Para protegê-la, o acesso está bloqueado até {{ until }}. Depois volta sozinho.",
      ],
      closing: [
        "Se não foi você, talvez alguém esteja tentando adivinhar sua senha. Uma senha longa, que você não use em outro lugar, protege você.",
      ],
    },
    email_change: {
      subject: "Confirme seu novo endereço de e-mail",
      preheader: "{{ newEmail }} vai ser o endereço da sua conta.",
      lines: ["{{ newEmail }} vai ser o endereço da sua conta em {{ place }}."],
      button: "Confirmar endereço",
      closing: [ignore],
    },
    email_change_notice: {
      subject: "Seu endereço de e-mail foi trocado",
      preheader: "Você pode desfazer isto.",
      lines: ["O endereço da sua conta em {{ place }} agora é {{ newEmail }}.", "Se não foi você, desfaça agora:"],
      button: "Desfazer a troca",
    },
    second_factor_on: {
      subject: "A verificação em duas etapas está ativada",
      preheader: "Sua conta em {{ place }} está mais protegida.",
      lines: ["Entrar na sua conta em {{ place }} agora exige uma segunda etapa."],
      button: "Ver sua conta",
      closing: [notYou],
    },
    second_factor_off: {
      subject: "A verificação em duas etapas está desativada",
      preheader: "Uma segunda etapa foi removida da sua conta.",
      lines: ["Uma segunda etapa para entrar foi removida da sua conta em {{ place }}."],
      button: "Ver sua conta",
      closing: [notYou],
    },
    passkey_added: {
      subject: "Uma chave de acesso foi adicionada",
      preheader: "Ela serve para entrar em {{ place }}.",
      lines: ["Uma chave de acesso foi adicionada à sua conta em {{ place }}."],
      button: "Ver suas chaves de acesso",
      closing: [notYou],
    },
    passkey_removed: {
      subject: "Uma chave de acesso foi removida",
      preheader: "Ela não serve mais para entrar em {{ place }}.",
      lines: ["Uma chave de acesso foi removida da sua conta em {{ place }}."],
      button: "Ver suas chaves de acesso",
      closing: [notYou],
    },
    recovery_code_used: {
      subject: "Um código de recuperação foi usado",
      preheader: "Restam {{ left }}.",
      lines: ["Um código de recuperação foi usado para entrar na sua conta em {{ place }}.", "Códigos que restam: {{ left }}"],
      button: "Ver sua conta",
      closing: [notYou],
    },
    codes_low: {
      subject: "Restam poucos códigos de recuperação",
      preheader: "Crie outros antes que acabem.",
      lines: ["Códigos de recuperação que restam para sua conta em {{ place }}: {{ left }}", "Crie outros e guarde-os em um lugar seguro."],
      button: "Criar novos códigos",
    },
    factors_reset: {
      subject: "Sua verificação em duas etapas foi redefinida",
      preheader: "A administração removeu suas segundas etapas.",
      lines: [
        "A administração removeu todas as segundas etapas e todos os códigos de recuperação da sua conta em {{ place }}.",
        "Você pode configurá-los de novo depois de entrar.",
      ],
      closing: ["Se você não pediu isto, avise quem administra {{ place }}."],
    },
    second_factor_due: {
      subject: "Configure a verificação em duas etapas",
      preheader: "{{ place }} vai exigi-la a partir de {{ dueAt }}.",
      lines: ["A partir de {{ dueAt }}, entrar em {{ place }} exige uma segunda etapa.", "Configure agora; leva dois minutos."],
      button: "Configurar",
    },
    password_expiring: {
      subject: "Escolha uma nova senha",
      preheader: "A sua em {{ place }} expira em {{ dueAt }}.",
      lines: [
        "As senhas de {{ place }} valem por tempo limitado. A sua expira em {{ dueAt }}.",
        "Escolha uma nova antes; depois disso ela será pedida ao entrar.",
      ],
      button: "Escolher senha",
    },
    token_expiring: {
      subject: "O token {{ token }} expira em breve",
      preheader: "Ele expira em {{ dueAt }}.",
      lines: [
        "O token {{ token }} de {{ place }} expira em {{ dueAt }}. O que o usa será recusado a partir daí.",
        "Crie um novo antes e coloque-o onde o antigo é usado.",
      ],
      button: "Ver",
    },
    deletion_requested: {
      subject: "Sua conta vai ser excluída",
      preheader: "Você pediu isso a {{ place }}.",
      lines: [
        "Você pediu que sua conta em {{ place }} fosse excluída.",
        "{% if dueAt %}Ela vai ser excluída em {{ dueAt }}.{% else %}Quem administra {{ place }} já foi avisado.{% endif %}",
      ],
      button: "Manter minha conta",
      closing: ["Se não foi você, troque a senha imediatamente."],
    },
    deletion_requested_owner: {
      subject: "{{ person }} pede a exclusão da conta",
      preheader: "Um pedido em {{ place }}.",
      lines: [
        "Uma pessoa pede a exclusão da própria conta em {{ place }}.",
        "{% if dueAt %}Ela vai ser excluída em {{ dueAt }}, a menos que a pessoa mude de ideia.{% else %}Decida e exclua a conta.{% endif %}",
      ],
      button: "Abrir a pessoa",
    },
    deletion_done: {
      subject: "Sua conta foi excluída",
      preheader: "Seus dados em {{ place }} foram apagados.",
      lines: ["Sua conta em {{ place }} foi excluída, como você pediu."],
    },
    deletion_cancelled: {
      subject: "Sua conta continua",
      preheader: "Ela não vai ser excluída.",
      lines: ["Sua conta em {{ place }} não vai ser excluída. Tudo continua como antes."],
      button: "Abrir {{ place }}",
    },
    invitation: {
      subject: "Você recebeu um convite para {{ place }}",
      preheader: "Escolha uma senha para começar.",
      lines: [
        "{% if inviter %}{{ inviter }} criou uma conta para você em {{ place }}.{% else %}Há uma conta para você em {{ place }}.{% endif %}",
        "Escolha uma senha para começar.",
      ],
      button: "Escolher uma senha",
    },
    welcome: {
      subject: "Boas-vindas a {{ place }}",
      preheader: "Sua conta está pronta.",
      lines: ["Sua conta em {{ place }} está pronta."],
      button: "Abrir {{ place }}",
    },
    sign_up_rejected: {
      subject: "Seu cadastro não foi aceito",
      preheader: "Decisão da administração de {{ place }}.",
      lines: ["A administração decidiu não abrir uma conta em {{ place }} para você."],
      closing: ["Se você acha que é um engano, avise quem administra {{ place }}."],
    },
    already_have_account: {
      subject: "Você já tem uma conta",
      preheader: "Alguém quis se cadastrar com seu endereço.",
      lines: [
        "Alguém, esperamos que você, quis se cadastrar em {{ place }} com este endereço. Já existe uma conta.",
        "Entre com ela, ou escolha uma nova senha se esqueceu a sua.",
      ],
      button: "Entrar",
      closing: [ignore],
    },
    signed_in_as_you: {
      subject: "A administração entrou como você",
      preheader: "Para ajudar, até {{ until }}.",
      lines: ["Para ajudar, a administração entrou em {{ place }} como você. Isso termina sozinho em {{ until }}."],
      closing: ["Se você não esperava isto, avise quem administra {{ place }}."],
    },
    device_waiting: {
      subject: "Um dispositivo de {{ person }} espera aprovação",
      preheader: "Entrar em {{ place }} exige um dispositivo aprovado.",
      lines: ["Alguém quer entrar em {{ place }} com um dispositivo que ninguém aprovou ainda."],
      button: "Abrir a pessoa",
    },
    device_approved: {
      subject: "Seu dispositivo foi aprovado",
      preheader: "Você já pode entrar com ele.",
      lines: ["Você já pode entrar em {{ place }} com seu dispositivo."],
      button: "Entrar",
    },
    review_started: {
      subject: "Revisão de acessos para decidir: {{ review }}",
      preheader: "Decida até {{ dueAt }}.",
      lines: [
        "Pedimos que você revise quem pode fazer o quê em {{ place }}: “{{ review }}”.",
        "{% if lines == 1 %}Uma linha deve ser decidida{% else %}{{ lines }} linhas devem ser decididas{% endif %} até {{ dueAt }}.",
      ],
      button: "Abrir a revisão",
    },
    review_due_soon: {
      subject: "A revisão de acessos vence em breve: {{ review }}",
      preheader: "Ela se encerra em {{ dueAt }}.",
      lines: [
        "A revisão de acessos “{{ review }}” de {{ place }} se encerra em {{ dueAt }}.",
        "{% if lines == 1 %}Falta decidir uma linha{% else %}Falta decidir {{ lines }} linhas{% endif %}.",
      ],
      button: "Abrir a revisão",
    },
    review_overdue: {
      subject: "A revisão de acessos terminou: {{ review }}",
      preheader: "Nem todas as linhas foram decididas.",
      lines: [
        "O prazo da revisão de acessos “{{ review }}” de {{ place }} terminou em {{ dueAt }}.",
        "{% if kept %}Linhas sem decisão que são mantidas: {{ kept }}.{% endif %}{% if revoked %}Linhas sem decisão que são retiradas: {{ revoked }}.{% endif %}",
      ],
      button: "Abrir a revisão",
    },
    action_notice: {
      subject: "Aviso: {{ title }}",
      preheader: "Uma ação de {{ place }} informa você.",
      lines: ["Algo mudou em {{ place }}: {{ title }}"],
      closing: ["{{ place }} envia isto automaticamente quando algo muda lá. Quem administra pode desativar."],
    },
    test_mail: {
      subject: "Mensagem de teste de {{ place }}",
      preheader: "O envio funciona.",
      lines: ["Se você consegue ler isto, o envio de e-mails funciona."],
    },
  },
  sms: {
    sms_code: "{{ code }} é seu código de segurança de {{ place }}. Não o dê a ninguém.",
  },
};
