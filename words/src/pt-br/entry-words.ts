import { account } from "./account.ts";
import { common } from "./common.ts";
import { entry } from "./console-entry.ts";
import { errors } from "./errors.ts";
import { signIn } from "./sign-in.ts";
import { ui } from "./ui.ts";

export const entryWords = { account, signIn, common, errors, ui, entry };
