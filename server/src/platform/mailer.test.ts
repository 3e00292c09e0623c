import type { SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, test } from "vitest";
import { startSmtpCatcher, type SmtpCatcher } from "../../test/smtp-catcher.ts";
import { createSmtpMailer, type OutgoingMail, type SmtpSettings } from "./mailer.ts";

const opened: SmtpCatcher[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function aServer(options: SMTPServerOptions = {}): Promise<SmtpCatcher> {
  const catcher = await startSmtpCatcher(options);
  opened.push(catcher);
  return catcher;
}

const mailerFor = ({ host, port }: { host: string; port: number }, more: Partial<SmtpSettings> = {}) =>
  createSmtpMailer({ host, port, security: "none", user: "", password: "", sender: "no-reply@acme.test", ownHost: "portal.test", ...more });

const mail: OutgoingMail = {
  fromName: "Acme",
  to: { name: "Ann Äpfel", address: "ann@latchkey.test" },
  subject: "Grüße",
  html: "<p>Hällo</p>",
  text: "Hällo\n.\nend",
  messageId: "<1@portal.test>",
  date: new Date("2026-03-01T10:00:00Z"),
};

describe("a message", () => {
  test("arrives whole, from the configured sender, with its own Message-ID, marked as written by a machine", async () => {
    const server = await aServer();
    const result = await mailerFor(server).send(mail);

    expect(result).toMatchObject({ kind: "sent", answer: "250 2.0.0 Ok: queued as ABC123" });
    const [caught] = server.caught;
    expect(caught).toMatchObject({ from: "no-reply@acme.test", to: ["ann@latchkey.test"] });
    expect(caught?.parsed).toMatchObject({
      subject: "Grüße",
      messageId: "<1@portal.test>",
      from: { name: "Acme", address: "no-reply@acme.test" },
      to: [{ name: "Ann Äpfel", address: "ann@latchkey.test" }],
      text: "Hällo\n.\nend\n",
    });
    expect(caught?.parsed.html).toContain("<p>Hällo</p>");
    expect(caught?.raw).toContain("Auto-Submitted: auto-generated");
  });

  test.each([
    ["its subject", { subject: "Hello\r\nBcc: eve@evil.test\r\n\r\nspam" }],
    ["a name", { to: { name: "Ann\r\nBcc: eve@evil.test", address: "ann@latchkey.test" } }],
    ["the sender's name", { fromName: 'Acme"\r\nBcc: eve@evil.test' }],
    ["its text", { text: "Hello\r\n.\r\nMAIL FROM:<eve@evil.test>\r\nRCPT TO:<bob@latchkey.test>" }],
  ])("with line breaks in %s has one recipient and no header of its own", async (_where, more) => {
    const server = await aServer();
    await mailerFor(server).send({ ...mail, ...more });
    expect(server.caught).toHaveLength(1);
    expect(server.caught[0]?.to).toEqual(["ann@latchkey.test"]);
    expect(server.caught[0]?.parsed.headers.map(({ key }) => key)).not.toContain("bcc");
  });
});

describe("the server's answer", () => {
  test.each<[string, "rcpt" | "data", number, "temporary" | "permanent"]>([
    ["later, to the address", "rcpt", 451, "temporary"],
    ["never, to the address", "rcpt", 550, "permanent"],
    ["later, to the message", "data", 451, "temporary"],
    ["never, to the message", "data", 554, "permanent"],
  ])("%s", async (_what, at, code, kind) => {
    const server = await aServer();
    server.faults.push({ at, code, text: "because I say so" });
    const result = await mailerFor(server).send(mail);
    expect(result).toMatchObject({ kind });
    expect(result.answer).toContain(`${code} because I say so`);
    expect(result.conversation.join("\n")).toContain("> RCPT TO:<ann@latchkey.test>");
    expect(result.conversation.join("\n")).not.toContain("Hällo");
    expect(server.caught).toEqual([]);
  });

  test("is missing when nobody listens, and the message waits", async () => {
    const server = await aServer();
    await server.close();
    opened.pop();
    expect(await mailerFor(server).send(mail)).toMatchObject({ kind: "temporary", answer: expect.stringContaining("ECONNREFUSED") });
  });

  test("is lost when the line is cut after the message was taken, and the message waits", async () => {
    const server = await aServer();
    server.faults.push("drop");
    expect(await mailerFor(server).send(mail)).toMatchObject({ kind: "temporary" });
    expect(server.caught).toHaveLength(1);
  });
});

describe("security", () => {
  test("starttls sends nothing to a server that cannot", async () => {
    const server = await aServer();
    const result = await mailerFor(server, { security: "starttls", user: "ann", password: "secret" }).send(mail);
    expect(result.kind).toBe("temporary");
    expect(server.caught).toEqual([]);
    expect(result.conversation.join("\n")).not.toContain("secret");
  });

  test("starttls refuses a certificate that nobody vouches for", async () => {
    const server = await aServer({ disabledCommands: [] });
    const result = await mailerFor(server, { security: "starttls" }).send(mail);
    expect(result).toMatchObject({ kind: "temporary", answer: expect.stringMatching(/certificate/i) });
    expect(server.caught).toEqual([]);
  });

  test("tls refuses a server that speaks plain", async () => {
    const server = await aServer();
    expect(await mailerFor(server, { security: "tls" }).send(mail)).toMatchObject({ kind: "temporary" });
    expect(server.caught).toEqual([]);
  });

  test("a wrong password is no reason to give a message up, and is shown nowhere", async () => {
    const server = await aServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (auth, _session, callback) =>
        auth.password === "right" ? callback(null, { user: auth.username ?? "" }) : callback(new Error("Invalid username or password")),
    });
    const wrong = await mailerFor(server, { user: "ann", password: "wrong-secret" }).send(mail);
    expect(wrong).toMatchObject({ kind: "temporary", answer: expect.stringContaining("535") });
    expect(JSON.stringify(wrong)).not.toContain("wrong-secret");
    expect(JSON.stringify(wrong)).not.toContain(Buffer.from("\0ann\0wrong-secret").toString("base64"));

    expect(await mailerFor(server, { user: "ann", password: "right" }).send(mail)).toMatchObject({ kind: "sent" });
    expect(server.caught[0]?.user).toBe("ann");
  });
});
