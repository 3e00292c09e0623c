import type { errors as english } from "../en/errors.ts";
import type { Translated } from "../translated.ts";

export const errors: Translated<typeof english> = {
  unreadable_answer: "La respuesta del servidor no se pudo leer. Vuelva a intentarlo en un momento.",
  network: "No se pudo conectar con el servidor. Compruebe su conexión y vuelva a intentarlo.",
  unexpected: "Esto no funcionó y no se conoce el motivo. Vuelva a intentarlo; si sigue igual, comunique el identificador de la solicitud.",
  http: {
    bad_request: "Hay algo incorrecto en lo que se envió. Revise los campos marcados.",
    not_signed_in: "Su sesión ya no está abierta. Vuelva a iniciar sesión.",
    not_allowed: "No tiene permiso para hacer esto. Pídalo a la administración.",
    proof_needed: "Confirme que es usted e inténtelo de nuevo.",
    read_only_session: "Solo está mirando: esta sesión actúa por otra persona y no cambia nada.",
    cross_origin: "La solicitud vino de otro sitio. Abra Latchkey en su propia dirección y vuelva a intentarlo.",
    not_found: "Esto no existe o usted no puede verlo.",
    precondition_required: "Esta página está desactualizada. Vuelva a cargarla e inténtelo de nuevo.",
    body_too_large: "Es demasiado de una sola vez. Envíe menos.",
    unsupported_media_type: "El servidor no entendió lo que se envió. Vuelva a cargar la página e inténtelo de nuevo.",
    too_many_requests: "Demasiadas solicitudes. Espere un momento y vuelva a intentarlo.",
    overloaded: "El servidor está ocupado. Espere un momento y vuelva a intentarlo.",
    internal:
      "El servidor no pudo responder. Vuelva a intentarlo; si sigue igual, comunique el identificador de la solicitud a la administración.",
  },
  access: {
    name_required: "Escriba el nombre de la política para confirmar: el cambio alcanza a administradores, o vale para todos o para todo.",
    nothing_pending: "Esta política ya no vuelve atrás por sí sola. Recargue la página.",
    dead_rule: "La política tiene una regla que nunca puede aplicarse. Cámbiela o quítela.",
    self_settable_key:
      "La política decide por una etiqueta que los usuarios pueden poner ellos mismos. Use otra clave o sáltese esta comprobación con un motivo.",
    reason_required: "Este cambio pide un motivo. Diga por qué lo hace.",
    policy_test_failed: "Una prueba guardada fallaría. Corrija la política o la prueba, o sáltese esta comprobación con un motivo.",
    managed_by_file: "Esta política se mantiene en un archivo. Cámbiela allí o entréguela antes a la consola.",
    version_conflict: "Alguien guardó esta política mientras usted la editaba.",
    unknown_action: "Este tipo de recurso no tiene esa acción. Elija otra.",
  },
  accounts: {
    wrong_code: "Ese código no es correcto o ha caducado. Use el más reciente o pida otro.",
    link_not_valid: "Este enlace ya no es válido. Un enlace funciona una vez y por tiempo limitado.",
    same_email: "Esta ya es su dirección. Escriba la nueva.",
    email_not_free: "Esta dirección no se puede usar: alguien la tomó entretanto.",
    deletion_not_offered: "Las cuentas no se eliminan desde aquí. Pregunte a la administración.",
    nothing_requested: "No hay ninguna eliminación solicitada. Puede que se haya retirado o decidido: recargue la página.",
    download_not_offered: "Los datos no se descargan desde aquí. Pregunte a la administración.",
    cannot_act_as: "Nadie puede actuar ahora por esta persona: solo por personas activas con correo electrónico.",
  },
  administrators: {
    limited_without_membership: "Un administrador solo puede limitarse en perfiles de los que es miembro.",
    last_super_administrator: "Es el último superadministrador activo. Nombre antes superadministrador a otra persona.",
    setup_done: "Latchkey ya tiene un administrador. Inicie sesión o pida a un superadministrador que le dé de alta.",
    setup_token_not_valid: "Este enlace de instalación no es válido. Use el que mostró el servidor la última vez que arrancó.",
    unknown_profile: "Uno de los perfiles ya no existe. Vuelva a cargar la página y elija de nuevo.",
  },
  attempts: {
    too_many_tries: "Demasiados intentos. Espere un poco o inicie sesión con un código por correo electrónico.",
  },
  credentials: {
    link_not_valid:
      "Este enlace ya no es válido. Un enlace funciona una sola vez y por tiempo limitado: pida uno nuevo a quien se lo envió.",
    hash_not_accepted: "Este hash de contraseña no se puede adoptar: su forma o su coste no se aceptan.",
    too_many_hash_kinds:
      "Este perfil ya guarda hashes de contraseña de tantos tipos como se permiten. Traiga a esta persona sin hash y envíele un enlace.",
    weak_password: "Elija una contraseña más segura: que cumpla las reglas, que no sea común y sin su nombre ni su correo electrónico.",
    wrong_password: "La contraseña actual no es correcta.",
  },
  dashboards: {
    unknown_tab: "Esta pestaña ya no existe. Elija otra.",
    unknown_device: "Este dispositivo ya no existe. Elija otro.",
    too_many_widgets: "Un panel admite 100 widgets como máximo. Quite uno o cree otro panel.",
    not_a_form: "Este widget no admite entradas. Vuelva a cargar la página.",
  },
  data_output: {
    limit_reached:
      "La salida de datos de este mes está agotada. Los widgets mostrarán datos de nuevo el mes próximo o cuando se amplíe el límite.",
  },
  notifications: {
    buttons_closed: "Ya se pulsó un botón de esta notificación. Recargue para ver cuál.",
  },
  profiles: {
    slug_taken: "Otro perfil ya usa esta dirección de portal. Elija otra.",
  },
  security: {
    version_conflict: "Alguien guardó estos ajustes mientras usted los editaba. Recargue la página y repita el cambio.",
  },
  browsers: {
    trust_not_allowed: "Aquí no puede confiar usted mismo en dispositivos. Consulte a la administración.",
    not_pending: "Este dispositivo ya no espera aprobación. Vuelva a cargar la lista.",
  },
  restrictions: {
    not_from_here: "Esto no es posible desde aquí o a esta hora.",
    would_lock_you_out: "Estas reglas le dejarían fuera, aquí y ahora. Cámbielas o confirme que es lo que quiere.",
    version_conflict: "Otra persona ha cambiado estas reglas entretanto. Vuelva a cargar la página y repita su cambio.",
  },
  sessions: {
    too_many_sessions: "Ya ha iniciado sesión en tantos lugares como se permite. Cierre antes otra sesión.",
    device_rejected: "Este dispositivo no puede iniciar sesión. Use otro o consulte a la administración.",
  },
  sharing: {
    no_anonymous_user: "El perfil aún no tiene usuario anónimo. Créelo primero: quien abre un enlace actúa como ese usuario.",
  },
  sign_in: {
    failed: "El correo electrónico y la contraseña no coinciden. Inténtelo de nuevo o restablezca su contraseña.",
    wrong_code: "Ese código no es correcto o ha caducado.",
    passkey_failed: "Esa llave de acceso no ha funcionado. Inténtelo de nuevo o inicie sesión de otra forma.",
    second_factor_failed: "No es correcto. Inténtelo de nuevo o elija otra forma.",
    ticket_not_valid: "El inicio de sesión ha tardado demasiado. Empiece de nuevo.",
    account_not_active: "Su cuenta aún no está activa. Consulte a la administración.",
    not_from_here: "No es posible iniciar sesión desde aquí o a esta hora.",
    method_off: "Aquí no se inicia sesión de esta forma. Elija otra.",
    bot_check_needed: "Confirme que no es un robot.",
  },
  signup: {
    closed: "Las cuentas nuevas son por invitación. Pida una a la administración.",
    password_needed: "Elija una contraseña: el enlace se abrió en otro navegador que el del registro.",
  },
  tag_keys: {
    already_registered: "Esta clave de etiqueta ya está registrada. Cambie su entrada.",
    managed_by_file: "Esta clave de etiqueta se mantiene en un archivo. Cámbiela allí o entréguela antes a la consola.",
    value_not_allowed: "Una etiqueta tiene un valor que su clave no admite. Elija uno de los valores permitidos.",
    version_conflict: "Alguien guardó esta clave de etiqueta mientras usted la editaba.",
  },
  tag_renames: {
    exists: "El nuevo nombre ya se usa. Elija otro o una los dos.",
  },
  users: {
    anonymous_has_no_credentials: "El usuario anónimo no tiene correo electrónico ni contraseña y no puede iniciar sesión.",
    anonymous_user_exists: "Este perfil ya tiene su usuario anónimo. Edite las etiquetas del que existe.",
    email_taken: "Alguien de este perfil ya tiene este correo electrónico. Use otro o busque al usuario existente.",
    external_id_taken: "Otro usuario de este perfil ya tiene este ID externo. Use otro.",
    wrong_status: "El estado del usuario no lo permite. Vuelva a cargar la página: puede que alguien lo haya cambiado entretanto.",
  },
  factors: {
    wrong_code: "El código no es correcto o ha caducado. Escriba el más reciente.",
    passkey_refused: "La llave de acceso no se aceptó. Empiece de nuevo.",
    passkey_known: "Esta llave de acceso ya está en uso. Use esa u otro dispositivo.",
    kind_not_offered: "Este tipo de segundo paso no se ofrece aquí. Elija otro.",
    too_many: "Ya hay demasiadas llaves de acceso. Elimine una que ya no se use.",
    last_factor: "Se le exige un segundo paso y este es el último. Añada otro primero.",
    no_factor: "Añada primero un segundo paso: los códigos de recuperación vienen con él.",
    own_factors: "Son los suyos. Adminístrelos en la página de seguridad de su cuenta.",
  },
  proofs: {
    not_proved: "Eso no demostró que es usted. Inténtelo de nuevo o de otra manera.",
    not_this_way: "No puede demostrarlo de esta manera. Elija otra.",
    second_factor_needed: "Se le exige un segundo paso y aún no tiene ninguno. Cierre la sesión y vuelva a iniciarla para configurarlo.",
  },
};
