/**
 * A server of better-auth with e-mail and password on a database of its own in the same PostgreSQL, to compare its session
 * check with ours. Prints its port and the cookie of a session. Arguments: socket folder, port, database user.
 */
import { createServer } from "node:http";
import pg from "pg";

const [socketDir, port, user] = process.argv.slice(2);
const { betterAuth } = await import("better-auth");
const { toNodeHandler } = await import("better-auth/node");
const { getMigrations } = await import("better-auth/db/migration").catch(() => import("better-auth/db"));

const connection = { host: socketDir, port: Number(port), user };
const maintenance = new pg.Client({ ...connection, database: "postgres" });
await maintenance.connect();
await maintenance.query("create database better_auth");
await maintenance.end();

const auth = betterAuth({
  database: new pg.Pool({ ...connection, database: "better_auth", max: 20 }),
  secret: "a secret of the benchmark, thirty-two characters",
  baseURL: "http://127.0.0.1",
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  logger: { level: "error" },
});
await (await getMigrations(auth.options)).runMigrations();

const { headers } = await auth.api.signUpEmail({
  body: { name: "Uma", email: "uma@example.com", password: "quiet river under nine lamps" },
  returnHeaders: true,
});
const cookie = headers
  .getSetCookie()
  .map((each) => each.split(";")[0])
  .join("; ");

const answer = toNodeHandler(auth);
const server = createServer((request, response) => void answer(request, response));
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port, cookie })));
