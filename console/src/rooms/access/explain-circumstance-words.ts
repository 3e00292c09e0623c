import type { FullExplanation } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";

/** "Judged at …: address not known, on a trusted device, without a second factor". */
export function describeCircumstances(
  t: Translate,
  circumstances: FullExplanation["circumstances"],
  formatMoment: (moment: string) => string = (moment) => moment,
): string {
  const { at, address, isDeviceTrusted, hasSecondFactor } = circumstances;
  const rest = [
    address === null ? t("explaining.judged.noAddress") : t("explaining.judged.from", { address }),
    isDeviceTrusted ? t("explaining.judged.trusted") : t("explaining.judged.untrusted"),
    hasSecondFactor ? t("explaining.judged.factor") : t("explaining.judged.noFactor"),
  ];

  return t("explaining.judged.whole", { at: formatMoment(at), rest: rest.join(", ") });
}
