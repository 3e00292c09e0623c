import { type ApiClient, createClient } from "@latchkey/client";
import { freshPassword } from "./demo-administrator.ts";
import { type DemoPerson, demoPeople, demoSignups, emailOf } from "./demo-people.ts";
import { toTags } from "./demo-device.ts";
import { inParallel } from "../platform/in-parallel.ts";

/** Somebody worth signing in as. */
export interface TellingPerson {
  name: string;
  email: string;
  password: string;
  shows: string;
}

/** Creates the run users, the anonymous user among them; answers those that the example is about. */
export async function loadPeople(administrator: ApiClient, profileId: string): Promise<TellingPerson[]> {
  const loaded = await inParallel(demoPeople, (person) => loadPerson(administrator, profileId, person));
  await administrator.users.createAnonymousUser({ params: { profileId }, body: { tags: toTags({ audience: "public" }) } });
  return loaded.filter((person) => person !== undefined);
}

async function loadPerson(administrator: ApiClient, profileId: string, person: DemoPerson): Promise<TellingPerson | undefined> {
  const { name, mailbox, tags, state, shows } = person;
  const email = emailOf(mailbox);
  const password = freshPassword();
  const { user } = await administrator.users.createUser({
    params: { profileId },
    body: { name, email, tags, ...(state === "invited" ? {} : { password }) },
  });

  const params = { profileId, userId: user.id };
  if (state === "suspended") await administrator.users.suspendUser({ params, body: { reason: "Left the project" } });
  if (state === "deleted") await administrator.users.deleteUser({ params });
  return shows === undefined ? undefined : { name, email, password, shows };
}

/** A few people register themselves, as anybody can on the portal's own page. */
export async function signUpPeople(baseUrl: string, slug: string): Promise<void> {
  const { portal } = createClient({ baseUrl });
  await inParallel(demoSignups, ({ name, mailbox, answers }) =>
    portal.signUp({ params: { slug }, body: { name, email: emailOf(mailbox), password: freshPassword(), answers } }),
  );
}
