import { createTransport } from "nodemailer";

export interface OutgoingMail {
  fromName: string;
  to: { name: string | null; address: string };
  subject: string;
  html: string;
  text: string;
  /** The same at every try: whoever receives a message twice can tell. */
  messageId: string;
  date: Date;
}

/** How a try ended. `answer` is the other side's own sentence, `conversation` what was said before it. */
export interface DeliveryResult {
  kind: "sent" | "temporary" | "permanent";
  answer: string;
  conversation: string[];
}

/** Hands messages to a mail server; never throws for what the network or that server does. */
export interface Mailer {
  /** The address that messages come from. */
  readonly sender: string;
  send(mail: OutgoingMail): Promise<DeliveryResult>;
}

export type SmtpSecurity = "starttls" | "tls" | "none";

export interface SmtpSettings {
  host: string;
  port: number;
  security: SmtpSecurity;
  user: string;
  password: string;
  /** The address that messages come from. */
  sender: string;
  /** How this server introduces itself. */
  ownHost: string;
}

const connectMs = 15_000;
const silenceMs = 30_000;
/** A server that answers drop by drop is given up too. */
const totalMs = 90_000;
const linesMax = 80;

/**
 * A connection for each message: with `starttls` it must turn to TLS before anything is said, with `tls` it is TLS from its
 * first byte, with `none` it is plain. A certificate that cannot be verified is refused.
 */
export function createSmtpMailer(settings: SmtpSettings): Mailer {
  return { sender: settings.sender, send: (mail) => sendOnce(settings, mail) };
}

async function sendOnce(settings: SmtpSettings, mail: OutgoingMail): Promise<DeliveryResult> {
  const conversation: string[] = [];
  const transport = createTransport({
    host: settings.host,
    port: settings.port,
    name: settings.ownHost,
    secure: settings.security === "tls",
    requireTLS: settings.security === "starttls",
    ignoreTLS: settings.security === "none",
    tls: { minVersion: "TLSv1.2" },
    ...(settings.user === "" ? {} : { auth: { user: settings.user, pass: settings.password } }),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    transactionLog: true,
    logger: collectingLogger(conversation),
  });

  const deadline = new AbortController();
  try {
    const sent = await Promise.race([transport.sendMail(toMessage(settings, mail)), rejectAfter(totalMs, deadline.signal)]);
    return { kind: "sent", answer: sent.response, conversation };
  } catch (error) {
    return { ...toFailure(error), conversation };
  } finally {
    deadline.abort();
    transport.close();
  }
}

function toMessage(settings: SmtpSettings, mail: OutgoingMail) {
  return {
    from: { name: mail.fromName, address: settings.sender },
    to: { name: mail.to.name ?? "", address: mail.to.address },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    date: mail.date,
    // RFC 3834: no out-of-office note should answer it.
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

/** Only what the server said about this message is final; a wrong password or certificate is mended by an administrator. */
function toFailure(error: unknown): Pick<DeliveryResult, "kind" | "answer"> {
  const { code, responseCode, response, message } = error as { code?: string; responseCode?: number; response?: string; message?: string };
  const isAboutMessage = code === "EENVELOPE" || code === "EMESSAGE" || code === undefined;
  const isFinal = isAboutMessage && responseCode !== undefined && responseCode >= 500;
  return { kind: isFinal ? "permanent" : "temporary", answer: response ?? message ?? String(error) };
}

function rejectAfter(ms: number, signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The mail server had not finished after ${ms / 1000} seconds.`)), ms);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}

/** Keeps the commands and answers, not the message itself; whatever follows AUTH is a credential. */
function collectingLogger(lines: string[]) {
  const note = (entry: unknown, message?: unknown) => {
    const side = typeof entry === "object" && entry !== null && "tnx" in entry ? entry.tnx : undefined;
    if ((side !== "client" && side !== "server") || lines.length >= linesMax) return;
    lines.push(`${side === "client" ? ">" : "<"} ${maskCredentials(String(message))}`);
  };
  const ignore = () => undefined;
  return { level: ignore, trace: note, debug: note, info: note, warn: note, error: note, fatal: note };
}

function maskCredentials(line: string): string {
  return line.replace(/^(AUTH \S+).*/is, "$1 (not shown)");
}
