import { apiRoutes } from "@latchkey/contract";
import { keepValid } from "../../shell/search-params.ts";
import { circumstanceParts } from "../access/explain-search.ts";
import { questionParts } from "../access/access-search.ts";

const { subjectType, action, resourceType, resourceId } = questionParts;
const { search, cursor } = apiRoutes.groups.listGroupMembers.query.shape;

/** Which action on which thing, asked about which kind of subject. */
export const whoCanSearch = keepValid({ subjectType, action, resourceType, resourceId, search, cursor, ...circumstanceParts });
type WhoCanParts = Required<ReturnType<typeof whoCanSearch>>;
export type WhoCanSearch = { [Part in keyof WhoCanParts]?: WhoCanParts[Part] | undefined };
