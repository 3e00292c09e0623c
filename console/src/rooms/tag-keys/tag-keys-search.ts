import { apiRoutes } from "@latchkey/contract";
import { keepValid } from "../../shell/search-params.ts";

const { search, sort, limit, cursor } = apiRoutes.tagKeys.listRegisteredTagKeys.query.shape;

/** State of the tag key registry in the address. */
export const tagKeysSearch = keepValid({ search, sort, limit, cursor });
export type TagKeysSearch = ReturnType<typeof tagKeysSearch>;
