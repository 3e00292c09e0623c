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

## Dictionaries

Beside these calls, all of \`Resources.dictionaries\` and the SDK's \`Dictionary\` work. A profile has up to 50 dictionaries of up to 50
languages; a language has up to 256 kB of texts. Tokens of a profile read and write them, an analysis by its right to the profile
(\`access\`, \`edit\`: there is no resource \`dictionary\` in policies), run users read languages that are active. By the portal's
address anybody reads them without a token, because pages before the sign-in are written with them: put no secret into one. Latchkey's
own portal has its own texts and reads no dictionary.

## Actions

All of \`Resources.actions\` works for actions of type \`resource\`. They wait for what is created, changed or deleted: \`device\`
(or \`bucket\`), \`user\`, \`analysis\`, \`am\`, \`action\` and, for changes, \`profile\`; with \`tag_key\` and \`tag_value\`, for what carries that
tag. They do one of five things: \`script\` runs analyses with the thing as their scope, \`post\` sends it to an address, \`notification\`
tells the administrators, \`notification_run\` a run user, and \`email\` sends one address the subject and message of the action. Every
other type and outcome is refused.

- Only tokens of the profile that may do everything change actions: an action hands on what policies may hide.
- An action runs after the change was stored, whoever made it, in the console and on the command line too, and never for one that
  was taken back. A post that is not answered is tried again; it can arrive twice.
- The thing is read when the action runs; of a device, policy or analysis that is gone, the id, name and tags are left.
- What a script of an action changes runs no scripts again, and an action runs 300 times a minute; what is more waits. A post reaches
  private addresses under the same setting as other webhooks.
- A mail goes out as every other does: in the mail log, tried again while the mail server is away. Addresses in its text are no
  links. One reader gets ten a day from actions at once, then one every ten minutes; what is more is left out.
- Each run is in the audit log as \`action.triggered\`.
`;
}

function rowOf({ call, route, refusal, note = "" }: SdkCall): string {
  const outcome = refusal === undefined || note.startsWith("works") ? "works" : "not served";
  return `| \`${call.replaceAll("|", String.raw`\|`)}\` | \`${route}\` | ${outcome} | ${note} |`;
}
