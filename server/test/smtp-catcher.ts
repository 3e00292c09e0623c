import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export interface CaughtMail {
  from: string;
  to: string[];
  raw: string;
  parsed: Email;
  isEncrypted: boolean;
  user: string | null;
}

/** What the next message is answered with; `hang` never answers, `drop` takes the message and cuts the line. */
export type Fault = { at: "rcpt" | "data"; code: number; text: string } | "hang" | "drop";

export interface SmtpCatcher {
  host: string;
  port: number;
  caught: CaughtMail[];
  /** One entry for each coming message; without one it is accepted. */
  faults: Fault[];
  close(): Promise<void>;
}

/** A real mail server on this machine, which keeps what it is given and fails when told to. */
export async function startSmtpCatcher(options: SMTPServerOptions = {}): Promise<SmtpCatcher> {
  const caught: CaughtMail[] = [];
  const faults: Fault[] = [];

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onRcptTo: (_address, _session, callback) => {
      const [fault] = faults;
      if (typeof fault !== "object" || fault.at !== "rcpt") return callback();
      faults.shift();
      callback(refusal(fault));
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const fault = faults.shift();
        if (fault === "hang") return;
        if (typeof fault === "object") return callback(refusal(fault));

        const raw = Buffer.concat(chunks).toString("utf8");
        void PostalMime.parse(raw).then((parsed) => {
          caught.push({
            from: session.envelope.mailFrom === false ? "" : session.envelope.mailFrom.address,
            to: session.envelope.rcptTo.map(({ address }) => address),
            raw,
            parsed,
            isEncrypted: session.secure,
            user: typeof session.user === "string" ? session.user : null,
          });
          if (fault === "drop") server.connections.forEach((connection) => connection.close());
          else callback(null, "2.0.0 Ok: queued as ABC123");
        });
      });
    },
    ...options,
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    host: "127.0.0.1",
    port: (server.server.address() as AddressInfo).port,
    caught,
    faults,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function refusal({ code, text }: { code: number; text: string }): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
