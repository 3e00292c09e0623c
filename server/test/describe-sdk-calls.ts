import type { SdkCall } from "./sdk-calls.ts";

/** docs/tagoio.md: what the conformance suite holds, as a page for people. */
export function describeSdkCalls(calls: readonly SdkCall[]): string {
  const works = calls.filter(({ refusal, note = "" }) => refusal === undefined || note.startsWith("works"));
  const sdk = "`@tago-io/sdk`";
  return `# TagoIO's API

Programs that use TagoIO's SDK (${sdk}, version 12) for users, access, dashboards, devices and analyses work with Latchkey when
they are given its address:

\`\`\`js
import { Resources } from "@tago-io/sdk";

const region = { api: "http://localhost:8080/tagoio", sse: "http://localhost:8080/events" };
const resources = new Resources({ token: "p-...", region });
console.log(await resources.run.listUsers());
\`\`\`

A token of a profile is made in the console or by \`npx latchkey token create\`. Analyses, run users and devices send their own
tokens; a policy decides for analyses and run users, as at TagoIO. In place of \`region\` the SDK also reads the environment:
\`TAGOIO_API\` and \`TAGOIO_SSE\`. Programs that keep no path in the address find the same calls at the root of a port of their own:
[\`LATCHKEY_TAGOIO_PORT\`](settings.md). How to move users and policies over: [Moving from TagoIO](guides/moving-from-tagoio.md).

Every expected refusal is a 4xx with a sentence, because the SDK repeats what is answered with 5xx. That goes for calls that are
not served, in this table or not.

## Calls

${calls.length} calls, of which ${works.length} work. Each is made through the SDK against a real server in
\`server/src/rooms/compat/conformance.sdk.test.ts\`, which also writes this page.

| Call | Route | | Notes |
| --- | --- | --- | --- |
${calls.map(rowOf).join("\n")}
`;
}

function rowOf({ call, route, refusal, note = "" }: SdkCall): string {
  const outcome = refusal === undefined || note.startsWith("works") ? "works" : "not served";
  return `| \`${call.replaceAll("|", String.raw`\|`)}\` | \`${route}\` | ${outcome} | ${note} |`;
}
