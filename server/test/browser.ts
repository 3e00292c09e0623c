import type { InjectOptions, LightMyRequestResponse as Answer } from "fastify";
import { publicUrl, type TestNode } from "./test-app.ts";

/** Somebody's browser: keeps the cookies it is given, and calls from one address. */
export interface TestBrowser {
  readonly cookies: Map<string, string>;
  request(options: InjectOptions): Promise<Answer>;
  /** Answers the step, or the problem. */
  signIn(place: string, email: string, password: string): Promise<Answer>;
}

export interface BrowserOptions {
  address?: string;
  userAgent?: string;
}

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
let count = 0;

export function aBrowser(node: Pick<TestNode, "request">, options: BrowserOptions = {}): TestBrowser {
  count += 1;
  const remoteAddress = options.address ?? `192.0.2.${count % 250}`;
  const cookies = new Map<string, string>();

  const request: TestBrowser["request"] = async (wanted) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await node.request({
      remoteAddress,
      ...wanted,
      headers: { origin: publicUrl, "user-agent": options.userAgent ?? firefox, ...(cookie === "" ? {} : { cookie }), ...wanted.headers },
    });
    for (const each of answer.cookies) {
      if (each.value === "") cookies.delete(each.name);
      else cookies.set(each.name, each.value);
    }
    return answer;
  };

  return {
    cookies,
    request,
    signIn: (place, email, password) =>
      request({ method: "POST", url: `/api/v1/places/${place}/sign-in/password`, payload: { email, password } }),
  };
}
