import type { Context } from "../../http/context.ts";
import type { MailRow } from "./mail.store.ts";
import type { StoredValues } from "./mail.tables.ts";
import { sealPurpose } from "./queue-mail.ts";

/** The code and the link of a message, as long as they are kept. */
export function openSecrets(ctx: Pick<Context, "platform">, mail: MailRow): StoredValues {
  if (mail.sealed_secrets === null) return {};
  return JSON.parse(ctx.platform.secrets.open(mail.sealed_secrets, sealPurpose(mail.profile_id, mail.id))) as StoredValues;
}
