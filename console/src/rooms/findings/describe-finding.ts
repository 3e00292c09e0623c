import type { Finding } from "@latchkey/contract";
import { widePairsMax } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";

/** A finding as one sentence. */
export function describeFinding(t: Translate, { kind, facts }: Finding): string {
  switch (kind) {
    case "self_settable_key":
      return t("findings.says.self_settable_key", { key: facts.tagKey ?? "" });
    case "wider_than_limit":
      return t("findings.says.wider_than_limit", { pairs: facts.pairs ?? 0, max: widePairsMax });
    case "refers_to_deleted":
      return t("findings.says.refers_to_deleted", { type: facts.missing?.type ?? "", id: facts.missing?.id ?? "" });
    case "unused":
      return facts.lastUsedOn === null || facts.lastUsedOn === undefined
        ? t("findings.says.neverUsed", { count: facts.days ?? 0 })
        : t("findings.says.unused", { count: facts.days ?? 0, day: facts.lastUsedOn });
    default:
      return t(`findings.says.${kind}`);
  }
}
