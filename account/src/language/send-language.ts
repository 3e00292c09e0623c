/** Calls that say which language their sender reads: what is mailed because of them is written in it (RFC 9110, 12.5.4). */
export function sendLanguage(send: typeof fetch, readLanguage: () => string): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("accept-language", readLanguage());

    return send(input, { ...init, headers });
  };
}
