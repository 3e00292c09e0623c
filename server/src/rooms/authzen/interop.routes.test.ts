/** Scenarios of the OpenID AuthZEN working group: their people, records and rules through our API, their published answers back. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addType, anybody, askerOf, published, rule, tagged, toTags, type TestProfile } from "../../../test/authzen/ask.ts";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";

let latchkey: TestApp;
beforeAll(async () => {
  latchkey = await startTestApp();
});
afterAll(() => latchkey.close());

async function addPerson(
  profile: TestProfile,
  person: { externalId: string; name: string; email: string; tags: Record<string, string | string[]> },
) {
  const { tags, ...body } = person;
  await profile.client.users.createUser({
    params: { profileId: profile.id },
    body: { ...body, password: "correct horse battery staple", tags: toTags(tags) },
  });
}

interface Vector<Answer> {
  request: Record<string, unknown>;
  expected: Answer;
}

interface Todo {
  people: { externalId: string; email: string; name: string; roles: string[] }[];
  evaluation: Vector<boolean>[];
  evaluations: Vector<{ decision: boolean }[]>[];
}

/** The people of the scenario, with their roles and with the name by which to-dos know their owner. */
async function aTodoProfile(): Promise<TestProfile> {
  const profile = await latchkey.make.aProfile();
  for (const { roles, ...person } of published<Todo>("todo").people) {
    await addPerson(profile, { ...person, tags: { role: roles, ownerID: person.email } });
  }
  return profile;
}

const editors = ["editor", "admin", "evil_genius"].map((role) => tagged("role", role));
const own = { match: "tag_match", key: "ownerID" } as const;

describe("to-do", async () => {
  const { evaluation, evaluations } = published<Todo>("todo");
  let ask: Awaited<ReturnType<typeof askerOf>>;
  beforeAll(async () => {
    const profile = await aTodoProfile();
    await addType(profile, "user", ["can_read_user"]);
    await addType(profile, "todo", ["can_read_todos", "can_create_todo", "can_update_todo", "can_delete_todo"]);
    await latchkey.make.aPolicy(profile, {
      targets: [anybody],
      permissions: [rule("allow", ["can_read_user"], "user"), rule("allow", ["can_read_todos"], "todo")],
    });
    await latchkey.make.aPolicy(profile, {
      targets: editors,
      permissions: [rule("allow", ["can_create_todo"], "todo"), rule("allow", ["can_update_todo", "can_delete_todo"], "todo", own)],
    });
    await latchkey.make.aPolicy(profile, { targets: [tagged("role", "admin")], permissions: [rule("allow", ["can_delete_todo"], "todo")] });
    await latchkey.make.aPolicy(profile, {
      targets: [tagged("role", "evil_genius")],
      permissions: [rule("allow", ["can_update_todo"], "todo")],
    });
    ask = await askerOf(latchkey, profile);
  });

  test("has 43 vectors", () => expect(evaluation.length + evaluations.length).toBe(43));

  test.each(evaluation.map((vector, index) => [index + 1, vector] as const))("evaluation %i", async (_index, { request, expected }) => {
    expect((await ask("evaluation", request)).json()).toEqual({ decision: expected });
  });

  test.each(evaluations.map((vector, index) => [index + 1, vector] as const))("evaluations %i", async (_index, { request, expected }) => {
    expect((await ask("evaluations", request)).json()).toEqual({ evaluations: expected });
  });
});

describe("gateway", () => {
  const { evaluation } = published<{ evaluation: Vector<boolean>[] }>("gateway");
  let ask: Awaited<ReturnType<typeof askerOf>>;
  beforeAll(async () => {
    const profile = await aTodoProfile();
    await addType(profile, "route", ["GET", "POST", "PUT", "DELETE"]);
    const [todos, todo] = ["/todos", "/todos/{todoId}"].map((id) => ({ match: "id", id }) as const);
    await profile.client.resourceTypes.saveObjects({
      params: { profileId: profile.id, type: "route" },
      body: { items: ["/users/{userId}", "/todos", "/todos/{todoId}"].map((id) => ({ id })) },
    });
    await latchkey.make.aPolicy(profile, { targets: [anybody], permissions: [rule("allow", ["GET"], "route")] });
    await latchkey.make.aPolicy(profile, {
      targets: editors,
      permissions: [rule("allow", ["POST"], "route", todos), rule("allow", ["PUT", "DELETE"], "route", todo)],
    });
    ask = await askerOf(latchkey, profile);
  });

  test("has 25 vectors", () => expect(evaluation).toHaveLength(25));

  test.each(evaluation.map((vector, index) => [index + 1, vector] as const))("evaluation %i", async (_index, { request, expected }) => {
    expect((await ask("evaluation", request)).json()).toEqual({ decision: expected });
  });
});

interface Search {
  users: { id: string; role: string; department: string }[];
  records: { id: string; title: string; department: string; owner: string }[];
  subject: { record: string; action: string; users: string[] }[];
  resource: { user: string; action: string; records: string[] }[];
  action: { user: string; record: string; actions: string[] }[];
}

describe("search and identity provider", () => {
  const search = published<Search>("search");
  const identityProvider = published<{ search: Vector<{ results: { type: string; id: string }[] }>[] }>("idp");
  let ask: Awaited<ReturnType<typeof askerOf>>;
  beforeAll(async () => {
    const profile = await latchkey.make.aProfile();
    for (const { id, ...tags } of search.users) {
      await addPerson(profile, { externalId: id, name: id, email: `${id}@latchkey.test`, tags: { ...tags, owner: id } });
    }
    await addType(profile, "record", ["view", "edit", "delete"]);
    const items = search.records.map(({ id, title, ...tags }) => ({ id, name: title, tags: toTags(tags) }));
    await profile.client.resourceTypes.saveObjects({ params: { profileId: profile.id, type: "record" }, body: { items } });

    const sameDepartment = { match: "tag_match", key: "department" } as const;
    await latchkey.make.aPolicy(profile, {
      targets: [anybody],
      permissions: [
        rule("allow", ["view", "edit", "delete"], "record", { match: "tag_match", key: "owner" }),
        rule("allow", ["view"], "record", sameDepartment),
      ],
    });
    await latchkey.make.aPolicy(profile, {
      targets: [tagged("role", "manager")],
      permissions: [rule("allow", ["view"], "record"), rule("allow", ["edit"], "record", sameDepartment)],
    });
    ask = await askerOf(latchkey, profile);
  });

  const idsOf = (answer: { json(): { results: { id: string }[] } }) =>
    answer
      .json()
      .results.map((each) => each.id)
      .toSorted();

  test("search has 198 vectors, identity provider 6", () => {
    expect(search.subject.length + search.resource.length + search.action.length).toBe(198);
    expect(identityProvider.search).toHaveLength(6);
  });

  test.each(search.subject.map((row) => [row.action, row.record, row] as const))(
    "who can %s record %s",
    async (action, record, { users }) => {
      const answer = await ask("search/subject", {
        subject: { type: "user" },
        action: { name: action },
        resource: { type: "record", id: record },
      });
      expect(idsOf(answer)).toEqual(users);
      for (const each of answer.json().results) expect(each.type).toBe("user");
    },
  );

  test.each(search.resource.map((row) => [row.user, row.action, row] as const))(
    "which records can %s %s",
    async (user, action, { records }) => {
      const answer = await ask("search/resource", {
        subject: { type: "user", id: user },
        action: { name: action },
        resource: { type: "record" },
      });
      expect(idsOf(answer)).toEqual(records);
    },
  );

  test.each(search.action.map((row) => [row.user, row.record, row] as const))(
    "what can %s do with record %s",
    async (user, record, { actions }) => {
      const answer = await ask("search/action", { subject: { type: "user", id: user }, resource: { type: "record", id: record } });
      expect(answer.json().results).toEqual(actions.map((name) => ({ name })));
    },
  );

  test.each(identityProvider.search.map((vector, index) => [index + 1, vector] as const))(
    "token %i",
    async (_index, { request, expected }) => {
      expect((await ask("search/resource", request)).json()).toMatchObject(expected);
    },
  );
});
