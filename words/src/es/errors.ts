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
  administrators: {
    limited_without_membership: "Un administrador solo puede limitarse en perfiles de los que es miembro.",
    last_super_administrator: "Es el último superadministrador activo. Nombre antes superadministrador a otra persona.",
    setup_done: "Latchkey ya tiene un administrador. Inicie sesión o pida a un superadministrador que le dé de alta.",
    setup_token_not_valid: "Este enlace de instalación no es válido. Use el que mostró el servidor la última vez que arrancó.",
    unknown_profile: "Uno de los perfiles ya no existe. Vuelva a cargar la página y elija de nuevo.",
  },
  credentials: {
    link_not_valid:
      "Este enlace ya no es válido. Un enlace funciona una sola vez y por tiempo limitado: pida uno nuevo a quien se lo envió.",
    weak_password: "Elija una contraseña más segura: al menos 10 caracteres, nada común y sin su nombre ni su correo electrónico.",
    wrong_password: "La contraseña actual no es correcta.",
  },
  dashboards: {
    unknown_tab: "Esta pestaña ya no existe. Elija otra.",
    unknown_device: "Este dispositivo ya no existe. Elija otro.",
    too_many_widgets: "Un panel admite 100 widgets como máximo. Quite uno o cree otro panel.",
    not_a_form: "Este widget no admite entradas. Vuelva a cargar la página.",
  },
  profiles: {
    slug_taken: "Otro perfil ya usa esta dirección de portal. Elija otra.",
  },
  sessions: {
    account_not_active: "Su cuenta no está activa. Consulte a la administración.",
    sign_in_failed:
      "El correo electrónico y la contraseña no coinciden. Vuelva a intentarlo o pida a la administración un enlace para elegir una contraseña nueva.",
  },
  sharing: {
    no_anonymous_user: "El perfil aún no tiene usuario anónimo. Créelo primero: quien abre un enlace actúa como ese usuario.",
  },
  signup: {
    closed: "Las cuentas nuevas son por invitación. Pida una a la administración.",
  },
  tag_keys: {
    already_registered: "Esta clave de etiqueta ya está registrada. Cambie su entrada.",
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
};
