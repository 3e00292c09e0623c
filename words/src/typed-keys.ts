/** Makes `t("...")` refuse a key that does not exist, wherever this package is imported. */
import type { ParseKeys, TFunction } from "i18next";
import type { resources } from "./resources.ts";

export type Words = (typeof resources)["en"]["translation"];
export type WordKey = ParseKeys;
export type Translate = TFunction;

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: Words };
  }
}
