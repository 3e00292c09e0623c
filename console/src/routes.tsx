/** Every screen of the console, as one tree: address, what its search parameters are, and the page that shows it, by area. */
import { accessRoutes } from "./routes/access-routes.ts";
import { deploymentRoutes } from "./routes/deployment-routes.ts";
import { entryTree } from "./routes/entry-routes.ts";
import { explainRoutes } from "./routes/explain-routes.ts";
import { profile, root, signedIn } from "./routes/frames.ts";
import { peopleRoutes } from "./routes/people-routes.ts";
import { thingRoutes } from "./routes/thing-routes.ts";

const profileTree = profile.addChildren([...peopleRoutes, ...accessRoutes, ...explainRoutes, ...thingRoutes]);

export const routeTree = root.addChildren([entryTree, signedIn.addChildren([...deploymentRoutes, profileTree])]);
