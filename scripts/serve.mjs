// Runs the built server without building anything: what `npm run dev` restarts after each change.
import { main } from "../server/dist/main.js";

await main(process.argv.slice(2));
