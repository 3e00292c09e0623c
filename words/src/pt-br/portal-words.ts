import { common } from "./common.ts";
import { errors } from "./errors.ts";
import { portal } from "./portal.ts";
import { ui } from "./ui.ts";
import { widgets } from "./widgets.ts";

export const portalWords = { common, errors, ui, widgets, portal };
