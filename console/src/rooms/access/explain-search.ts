import { addressRange, timestamp } from "@latchkey/contract";
import { keepValid, oneOf } from "../../shell/search-params.ts";
import { questionParts } from "./access-search.ts";

/** Under which circumstances; what is left out is not known, and the moment is now. */
export const circumstanceParts = {
  at: timestamp,
  address: addressRange,
  trustedDevice: oneOf(["yes"]),
  secondFactor: oneOf(["yes"]),
};

/** `asOf` is the moment whose rules and tags are asked about, `at` the one at which the person comes. The whole question stands in the address, so that a copied link asks it again. */
export const explainSearch = keepValid({ ...questionParts, ...circumstanceParts, asOf: timestamp });
type AskedParts = Required<ReturnType<typeof explainSearch>>;
/** A question that may lack parts; a part that another choice took away is undefined. */
export type ExplainSearch = { [Part in keyof AskedParts]?: AskedParts[Part] | undefined };

export type CircumstancesSearch = Pick<ExplainSearch, keyof typeof circumstanceParts>;

/** As the API takes them. */
export function toCircumstances({ at, address, trustedDevice, secondFactor }: CircumstancesSearch) {
  return {
    ...(at === undefined ? {} : { at }),
    ...(address === undefined ? {} : { address }),
    isDeviceTrusted: trustedDevice === "yes",
    hasSecondFactor: secondFactor === "yes",
  };
}
