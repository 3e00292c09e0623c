import { compatErrors } from "./compat.errors.ts";
import type { TagoRoute } from "./tago-route.ts";

const account = "A token belongs to a profile, to no administrator: administrators look after their account in the console.";
const team = "Who administers a profile is decided in the console.";
const domains = "Latchkey sets up no domains: whoever runs the server lets a proxy point one at it.";
const scripts = "Latchkey keeps and runs no scripts: run the analysis as an external one, with its token.";
const moving = "Data is moved by reading and sending it: getDeviceData and sendDeviceData.";
const networks = "Latchkey has no networks or connectors: devices send with their own token.";
const files = "Latchkey keeps no files.";
const entities = "Latchkey has no entities: use devices, or resource types of your own.";

/** Calls that somebody will miss, each with what to do instead. Everything else that is not served says so too, in one sentence. */
const sentences: readonly (readonly [TagoRoute["method"], string, string])[] = [
  ["POST", "/account", "Administrators are invited in the console."],
  ["GET", "/account", account],
  ["PUT", "/account", account],
  ["DELETE", "/account", account],
  ["POST", "/account/passwordreset", account],
  ["POST", "/account/otp/:type/:step", account],
  ["POST", "/profile/:id/team", team],
  ["DELETE", "/profile/:id/team/:account", team],
  ["POST", "/profile", "Profiles are created in the console."],
  ["DELETE", "/profile/:id", "Profiles are deleted in the console."],
  ["POST", "/run/customdomain/:profile", domains],
  ["GET", "/run/customdomain/:profile", domains],
  ["DELETE", "/run/customdomain/:profile", domains],
  ["PUT", "/run/customdomain/regenerate/:profile", domains],
  ["POST", "/analysis/:id/upload", scripts],
  ["GET", "/analysis/:id/download", scripts],
  ["GET", "/device/:id/chunk", moving],
  ["DELETE", "/device/:id/chunk/:chunk", moving],
  ["POST", "/device/:id/chunk/copy", moving],
  ["POST", "/device/:id/data/backup", moving],
  ["POST", "/device/:id/data/restore", moving],
  ["GET", "/serviceauth", networks],
  ["POST", "/serviceauth", networks],
  ["GET", "/integration/network", networks],
  ["GET", "/integration/connector", networks],
  ["GET", "/files", files],
  ["POST", "/files", files],
  ["GET", "/entity", entities],
  ["POST", "/entity", entities],
  ["GET", "/entity/:id/data", entities],
  ["POST", "/entity/:id/data", entities],
];

export const notServedRoutes: TagoRoute[] = sentences.map(([method, path, detail]) => ({
  method,
  path,
  tokens: ["none"],
  handler: async () => {
    throw compatErrors.not_served({ detail });
  },
}));
