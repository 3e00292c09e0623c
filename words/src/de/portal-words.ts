import { account } from "./account.ts";
import { common } from "./common.ts";
import { errors } from "./errors.ts";
import { notifications } from "./notifications.ts";
import { portal } from "./portal.ts";
import { signIn } from "./sign-in.ts";
import { ui } from "./ui.ts";
import { widgets } from "./widgets.ts";

export const portalWords = { account, signIn, common, errors, ui, widgets, portal, notifications };
