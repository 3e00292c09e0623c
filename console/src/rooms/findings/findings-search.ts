import { findingKind, id } from "@latchkey/contract";
import { keepValid } from "../../shell/search-params.ts";

/** Which kind of finding is shown, and perhaps of which policy. */
export const findingsSearch = keepValid({ kind: findingKind, policyId: id });
type FindingsParts = Required<ReturnType<typeof findingsSearch>>;
export type FindingsSearch = { [Part in keyof FindingsParts]?: FindingsParts[Part] | undefined };
