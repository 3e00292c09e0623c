import type { MailWords } from "./mail-words.ts";

const notYou = "Si no fue usted, cambie la contraseña de inmediato y cierre todas las sesiones.";
const ignore = "Si no lo ha pedido, puede ignorar este mensaje: no cambia nada.";
const neverShare = "No dé este código a nadie. Nadie de {{ place }} se lo pedirá.";

export const es: MailWords = {
  greeting: "Hola{% if name %}, {{ name }}{% endif %}:",
  copyAddress: "O copie esta dirección en su navegador:",
  validUntil: "Válido hasta el {{ expiresAt }}.",
  footer: "{{ place }} ha enviado este mensaje por la cuenta que tiene allí: {{ placeUrl }}",
  details: {
    at: "Cuándo",
    device: "Dispositivo",
    location: "Lugar",
    address: "Dirección IP",
    factor: "Método",
    passkey: "Llave de acceso",
    administrator: "Administración",
    reason: "Motivo",
    person: "Nombre",
    email: "Correo electrónico",
    sender: "Enviado por",
  },
  mails: {
    verify_address: {
      subject: "Confirme su dirección de correo",
      preheader: "Falta un paso para que su cuenta en {{ place }} funcione.",
      lines: ["Confirme que esta dirección es suya."],
      button: "Confirmar la dirección",
      closing: [ignore],
    },
    sign_in_code: {
      subject: "Su código para entrar en {{ place }}",
      preheader: "Escríbalo en la página donde lo pidió.",
      lines: ["Escriba este código en la página donde lo pidió:"],
      button: "Iniciar sesión",
      closing: [neverShare, ignore],
    },
    second_factor_code: {
      subject: "Su código de seguridad de {{ place }}",
      preheader: "Escríbalo en la página que se lo pide.",
      lines: ["Escriba este código para mostrar que es usted:"],
      closing: [neverShare, "Si no está iniciando sesión ahora mismo, alguien conoce su contraseña: cámbiela."],
    },
    password_reset: {
      subject: "Elija una contraseña nueva para {{ place }}",
      preheader: "Alguien, esperamos que usted, olvidó la contraseña.",
      lines: ["Alguien, esperamos que usted, pidió elegir una contraseña nueva."],
      button: "Elegir una contraseña",
      closing: [ignore],
    },
    password_changed: {
      subject: "Su contraseña ha cambiado",
      preheader: "Su contraseña de {{ place }} es nueva.",
      lines: ["La contraseña de su cuenta en {{ place }} ha cambiado."],
      button: "Ver su cuenta",
      closing: [notYou],
    },
    new_device: {
      subject: "Nuevo inicio de sesión en {{ place }}",
      preheader: "Desde un dispositivo que no conocíamos.",
      lines: ["Alguien, esperamos que usted, inició sesión en su cuenta desde un dispositivo que no conocíamos."],
      button: "Ver sus dispositivos",
      closing: [notYou],
    },
    account_locked: {
      subject: "El acceso a {{ place }} está bloqueado por un tiempo",
      preheader: "Hubo demasiados intentos fallidos.",
      lines: [
        "Hubo demasiados intentos fallidos de entrar en su cuenta.",
        "Para protegerla, el acceso está bloqueado hasta el {{ until }}. Después vuelve por sí solo.",
      ],
      closing: ["Si no fue usted, quizá alguien intenta adivinar su contraseña. Una larga, que no use en ningún otro sitio, le protege."],
    },
    email_change: {
      subject: "Confirme su nueva dirección de correo",
      preheader: "{{ newEmail }} será la dirección de su cuenta.",
      lines: ["{{ newEmail }} será la dirección de su cuenta en {{ place }}."],
      button: "Confirmar la dirección",
      closing: [ignore],
    },
    email_change_notice: {
      subject: "Su dirección de correo ha cambiado",
      preheader: "Puede deshacerlo.",
      lines: ["La dirección de su cuenta en {{ place }} es ahora {{ newEmail }}.", "Si no fue usted, deshágalo ahora:"],
      button: "Deshacer el cambio",
    },
    second_factor_on: {
      subject: "La verificación en dos pasos está activada",
      preheader: "Su cuenta en {{ place }} está mejor protegida.",
      lines: ["Entrar en su cuenta de {{ place }} exige ahora un segundo paso."],
      button: "Ver su cuenta",
      closing: [notYou],
    },
    second_factor_off: {
      subject: "La verificación en dos pasos está desactivada",
      preheader: "Se quitó un segundo paso de su cuenta.",
      lines: ["Se quitó de su cuenta en {{ place }} un segundo paso para entrar."],
      button: "Ver su cuenta",
      closing: [notYou],
    },
    passkey_added: {
      subject: "Se añadió una llave de acceso",
      preheader: "Sirve para entrar en {{ place }}.",
      lines: ["Se añadió una llave de acceso a su cuenta en {{ place }}."],
      button: "Ver sus llaves de acceso",
      closing: [notYou],
    },
    passkey_removed: {
      subject: "Se quitó una llave de acceso",
      preheader: "Ya no sirve para entrar en {{ place }}.",
      lines: ["Se quitó una llave de acceso de su cuenta en {{ place }}."],
      button: "Ver sus llaves de acceso",
      closing: [notYou],
    },
    recovery_code_used: {
      subject: "Se usó un código de recuperación",
      preheader: "Quedan {{ left }}.",
      lines: ["Se usó un código de recuperación para entrar en su cuenta de {{ place }}.", "Códigos que quedan: {{ left }}"],
      button: "Ver su cuenta",
      closing: [notYou],
    },
    codes_low: {
      subject: "Quedan pocos códigos de recuperación",
      preheader: "Cree otros antes de que se acaben.",
      lines: ["Códigos de recuperación que quedan para su cuenta en {{ place }}: {{ left }}", "Cree otros y guárdelos en un lugar seguro."],
      button: "Crear códigos nuevos",
    },
    factors_reset: {
      subject: "Su verificación en dos pasos se ha restablecido",
      preheader: "La administración quitó sus segundos pasos.",
      lines: [
        "La administración quitó todos los segundos pasos y códigos de recuperación de su cuenta en {{ place }}.",
        "Puede configurarlos de nuevo después de iniciar sesión.",
      ],
      closing: ["Si no lo ha pedido, avise a quienes administran {{ place }}."],
    },
    second_factor_due: {
      subject: "Configure la verificación en dos pasos",
      preheader: "{{ place }} la exige desde el {{ dueAt }}.",
      lines: ["Desde el {{ dueAt }}, entrar en {{ place }} exige un segundo paso.", "Configúrelo ahora; lleva dos minutos."],
      button: "Configurar",
    },
    password_expiring: {
      subject: "Elija una contraseña nueva",
      preheader: "La suya en {{ place }} caduca el {{ dueAt }}.",
      lines: [
        "Las contraseñas de {{ place }} valen por un tiempo limitado. La suya caduca el {{ dueAt }}.",
        "Elija antes una nueva; después se le pedirá al entrar.",
      ],
      button: "Elegir contraseña",
    },
    token_expiring: {
      subject: "El token {{ token }} caduca pronto",
      preheader: "Caduca el {{ dueAt }}.",
      lines: [
        "El token {{ token }} de {{ place }} caduca el {{ dueAt }}. Lo que lo use será rechazado desde entonces.",
        "Cree antes uno nuevo y póngalo donde se usa el antiguo.",
      ],
      button: "Verlo",
    },
    deletion_requested: {
      subject: "Su cuenta se va a eliminar",
      preheader: "Lo ha pedido a {{ place }}.",
      lines: [
        "Ha pedido que se elimine su cuenta en {{ place }}.",
        "{% if dueAt %}Se eliminará el {{ dueAt }}.{% else %}Quienes administran {{ place }} ya lo saben.{% endif %}",
      ],
      button: "Conservar mi cuenta",
      closing: ["Si no fue usted, cambie la contraseña de inmediato."],
    },
    deletion_requested_owner: {
      subject: "{{ person }} pide que se elimine su cuenta",
      preheader: "Una solicitud en {{ place }}.",
      lines: [
        "Una persona pide que se elimine su cuenta en {{ place }}.",
        "{% if dueAt %}Se eliminará el {{ dueAt }}, salvo que cambie de idea.{% else %}Decida y elimine la cuenta.{% endif %}",
      ],
      button: "Abrir la persona",
    },
    deletion_done: {
      subject: "Su cuenta se ha eliminado",
      preheader: "Sus datos en {{ place }} se han borrado.",
      lines: ["Su cuenta en {{ place }} se ha eliminado, como pidió."],
    },
    deletion_cancelled: {
      subject: "Su cuenta se queda",
      preheader: "No se eliminará.",
      lines: ["Su cuenta en {{ place }} no se eliminará. Todo sigue como estaba."],
      button: "Abrir {{ place }}",
    },
    invitation: {
      subject: "Tiene una invitación a {{ place }}",
      preheader: "Elija una contraseña para empezar.",
      lines: [
        "{% if inviter %}{{ inviter }} ha creado una cuenta para usted en {{ place }}.{% else %}Hay una cuenta para usted en {{ place }}.{% endif %}",
        "Elija una contraseña para empezar.",
      ],
      button: "Elegir una contraseña",
    },
    welcome: {
      subject: "Le damos la bienvenida a {{ place }}",
      preheader: "Su cuenta está lista.",
      lines: ["Su cuenta en {{ place }} está lista."],
      button: "Abrir {{ place }}",
    },
    sign_up_rejected: {
      subject: "Su registro no se ha aceptado",
      preheader: "Lo ha decidido la administración de {{ place }}.",
      lines: ["La administración ha decidido no abrirle una cuenta en {{ place }}."],
      closing: ["Si cree que es un error, avise a quien gestiona {{ place }}."],
    },
    already_have_account: {
      subject: "Ya tiene una cuenta",
      preheader: "Alguien quiso registrarse con su dirección.",
      lines: [
        "Alguien, esperamos que usted, quiso registrarse en {{ place }} con esta dirección. Ya hay una cuenta.",
        "Inicie sesión, o elija una contraseña nueva si olvidó la suya.",
      ],
      button: "Iniciar sesión",
      closing: [ignore],
    },
    signed_in_as_you: {
      subject: "La administración entró en su nombre",
      preheader: "Para ayudarle, hasta el {{ until }}.",
      lines: ["Para ayudarle, la administración entró en {{ place }} en su nombre. Termina por sí solo el {{ until }}."],
      closing: ["Si no lo esperaba, avise a quienes administran {{ place }}."],
    },
    device_waiting: {
      subject: "Un dispositivo de {{ person }} espera aprobación",
      preheader: "Entrar en {{ place }} exige un dispositivo aprobado.",
      lines: ["Alguien quiere entrar en {{ place }} desde un dispositivo que nadie ha aprobado todavía."],
      button: "Abrir la persona",
    },
    device_approved: {
      subject: "Su dispositivo ha sido aprobado",
      preheader: "Ya puede entrar con él.",
      lines: ["Ya puede entrar en {{ place }} desde su dispositivo."],
      button: "Iniciar sesión",
    },
    review_started: {
      subject: "Revisión de accesos por decidir: {{ review }}",
      preheader: "Decida antes del {{ dueAt }}.",
      lines: [
        "Se le pide que revise quién puede hacer qué en {{ place }}: «{{ review }}».",
        "Hay que decidir {% if lines == 1 %}una línea{% else %}{{ lines }} líneas{% endif %} antes del {{ dueAt }}.",
      ],
      button: "Abrir la revisión",
    },
    review_due_soon: {
      subject: "La revisión de accesos vence pronto: {{ review }}",
      preheader: "Se cierra el {{ dueAt }}.",
      lines: [
        "La revisión de accesos «{{ review }}» de {{ place }} se cierra el {{ dueAt }}.",
        "{% if lines == 1 %}Queda una línea{% else %}Quedan {{ lines }} líneas{% endif %} por decidir.",
      ],
      button: "Abrir la revisión",
    },
    review_overdue: {
      subject: "La revisión de accesos ha terminado: {{ review }}",
      preheader: "No se han decidido todas las líneas.",
      lines: [
        "El plazo de la revisión de accesos «{{ review }}» de {{ place }} terminó el {{ dueAt }}.",
        "{% if kept %}Líneas sin decidir que se mantienen: {{ kept }}.{% endif %}{% if revoked %}Líneas sin decidir que se retiran: {{ revoked }}.{% endif %}",
      ],
      button: "Abrir la revisión",
    },
    action_notice: {
      subject: "Aviso: {{ title }}",
      preheader: "Se lo comunica una acción de {{ place }}.",
      lines: ["Algo ha cambiado en {{ place }}: {{ title }}"],
      closing: ["{{ place }} lo envía automáticamente cuando algo cambia allí. Quien lo gestiona puede desactivarlo."],
    },
    test_mail: {
      subject: "Mensaje de prueba de {{ place }}",
      preheader: "El envío funciona.",
      lines: ["Si puede leer esto, el envío de correo funciona."],
    },
  },
  sms: {
    sms_code: "{{ code }} es su código de seguridad de {{ place }}. No se lo dé a nadie.",
  },
};
