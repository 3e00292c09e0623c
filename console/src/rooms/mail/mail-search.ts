import { apiRoutes } from "@latchkey/contract";
import { keepValid } from "../../shell/search-params.ts";

const { search, state, template, limit, cursor } = apiRoutes.mails.listMails.query.shape;
const { mailId } = apiRoutes.mails.getMail.params.shape;

/** State of the mail list in the address, with the message that is open. */
export const mailSearch = keepValid({ search, state, template, limit, cursor, mail: mailId.optional() });
export type MailSearch = ReturnType<typeof mailSearch>;
