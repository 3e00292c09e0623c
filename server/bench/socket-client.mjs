import { connect } from "node:net";

const headEnd = Buffer.from("\r\n\r\n");
const lastChunk = Buffer.from("\r\n0\r\n\r\n");

/**
 * A caller that costs as little processor time as can be: one connection that stays open, one request at a time, and of an
 * answer only status, cookies and length are read. On a machine that caller and server share, whatever the caller uses is missing.
 * @param {string} url of the server
 */
export async function openSocketClient(url) {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  let waiting = null;
  let read = Buffer.alloc(0);
  socket.on("data", (chunk) => {
    read = read.length === 0 ? chunk : Buffer.concat([read, chunk]);
    const answer = readAnswer(read);
    if (answer === null) return;
    read = Buffer.alloc(0);
    waiting?.resolve(answer);
  });
  const fail = (error) => waiting?.reject(error ?? new Error("the connection was closed"));
  socket.on("error", fail);
  socket.on("close", () => fail());
  await new Promise((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
  });

  return {
    /** Answers status and cookies. */
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** The bytes of a request. */
export function toRequest({ method, url, headers, body = "" }) {
  const { host, pathname, search } = new URL(url);
  const all = {
    host,
    ...headers,
    ...(body === "" ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${pathname}${search} HTTP/1.1\r\n${lines.join("")}\r\n${body}`;
}

/** Null while some of it is still on its way. */
function readAnswer(bytes) {
  const end = bytes.indexOf(headEnd);
  if (end === -1) return null;
  const head = bytes.latin1Slice(0, end);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  const isWhole = length === undefined ? isLastChunkIn(bytes, end) : bytes.length >= end + headEnd.length + Number(length);
  return isWhole ? { status: Number(head.slice(9, 12)), head } : null;
}

function isLastChunkIn(bytes, end) {
  return bytes.subarray(end, end + 2).length === 2 && bytes.subarray(-lastChunk.length).equals(lastChunk);
}

/** Cookies that an answer sets, as `name=value`. */
export function cookiesOf({ head }) {
  return [...head.matchAll(/\r\nset-cookie: ([^;\r]+)/gi)].map((match) => match[1]);
}
