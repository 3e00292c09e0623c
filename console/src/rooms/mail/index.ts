export { UserMails } from "./user-mails.tsx";
