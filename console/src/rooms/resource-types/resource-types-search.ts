import { apiRoutes } from "@latchkey/contract";
import { keepValid } from "../../shell/search-params.ts";

const { search, tag, sort, limit, cursor } = apiRoutes.resourceTypes.listObjects.query.shape;

/** State of the objects of an added type in the address. */
export const objectsSearch = keepValid({ search, tag, sort, limit, cursor });
export type ObjectsSearch = ReturnType<typeof objectsSearch>;
