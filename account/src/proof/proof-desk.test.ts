import { afterEach, expect, test, vi } from "vitest";
import { createProofDesk } from "./proof-desk.ts";

const refusal = (code: string) => () => Promise.resolve(Response.json({ code }, { status: 403 }));
const fine = () => Promise.resolve(Response.json({ ok: true }));

function answerWith(...answers: (() => Promise<Response>)[]) {
  const sent = vi.fn<typeof fetch>(() => (answers.length > 1 ? answers.shift() : answers[0])?.() ?? fine());
  vi.stubGlobal("fetch", sent);

  return sent;
}

afterEach(() => vi.unstubAllGlobals());

test("a call that is refused for want of a proof is repeated as it was once the proof is given", async () => {
  const sent = answerWith(refusal("http.proof_needed"), fine);
  const desk = createProofDesk();
  desk.subscribe(() => desk.isAsking() && queueMicrotask(() => desk.settle(true)));

  const answer = await desk.fetch("/x", { method: "PUT", body: "typed" });

  expect(answer.status).toBe(200);
  expect(sent.mock.calls).toEqual([
    ["/x", { method: "PUT", body: "typed" }],
    ["/x", { method: "PUT", body: "typed" }],
  ]);
});

test("without a proof the refusal stands, body and all", async () => {
  const sent = answerWith(refusal("http.proof_needed"));
  const desk = createProofDesk();
  desk.subscribe(() => desk.isAsking() && queueMicrotask(() => desk.settle(false)));

  const answer = await desk.fetch("/x");

  expect(await answer.json()).toEqual({ code: "http.proof_needed" });
  expect(sent).toHaveBeenCalledTimes(1);
});

test("two calls that are refused together are asked for one proof", async () => {
  answerWith(refusal("http.proof_needed"), refusal("http.proof_needed"), fine);
  const desk = createProofDesk();
  const asked = vi.fn<() => void>();
  desk.subscribe(asked);

  const both = Promise.all([desk.fetch("/a"), desk.fetch("/b")]);
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
  desk.settle(true);

  expect((await both).map((answer) => answer.status)).toEqual([200, 200]);
});

test("other refusals are nobody's business here, nor is a proof where nobody could be asked", async () => {
  answerWith(refusal("http.not_allowed"));
  const desk = createProofDesk();
  desk.subscribe(() => expect.unreachable());
  expect((await desk.fetch("/x")).status).toBe(403);

  answerWith(refusal("http.proof_needed"));
  expect((await createProofDesk().fetch("/x")).status).toBe(403);
});
