// `npm start`: installs what is missing, builds what changed, then becomes the server.
import { makeReady } from "./ready.mjs";
import { runScript } from "./run-command.mjs";

await runScript(async () => {
  await makeReady({ shouldBuild: true });
  const { main } = await import("../server/dist/main.js");
  await main(process.argv.slice(2));
});
