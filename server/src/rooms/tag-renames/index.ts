export { tagRenameRoutes } from "./tag-renames.routes.ts";
