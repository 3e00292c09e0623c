import type { JSONWebKeySet } from "jose";
import { openBundle, type EmbeddedDecisions } from "./open-bundle.ts";

export interface FollowBundleOptions {
  /** Address of the server, e.g. `https://latchkey.example.com`. */
  server: string;
  profileId: string;
  /** An API token of the profile; reading is enough. */
  token: string;
  /** How often to ask for a newer bundle; the rules are never older than this while the server answers. */
  everySeconds?: number;
  /** After this long without the server, decisions end with `StaleBundleError`. */
  staleAfterSeconds?: number;
  fetch?: typeof fetch;
  /** Milliseconds since 1970; replaced in tests. */
  now?: () => number;
  /** Told of each failed attempt; the last good bundle goes on deciding until it is stale. */
  onError?: (error: unknown) => void;
}

export interface FollowedBundle {
  /** Decisions from the newest bundle. */
  readonly current: EmbeddedDecisions;
  /** Asks for a newer bundle now. */
  refresh(): Promise<void>;
  stop(): void;
}

/** Keeps decisions up to date with a server. Resolves with the first bundle; throws when that cannot be had. */
export async function followBundle(options: FollowBundleOptions): Promise<FollowedBundle> {
  const { everySeconds = 30, staleAfterSeconds = 300 } = options;
  let current = await load(options, { staleAfterSeconds, revisionMin: 0 });

  const refresh = async () => {
    const loaded = await load(options, { staleAfterSeconds, revisionMin: current.accessRevision });
    // Another refresh may have brought a newer one meanwhile.
    if (loaded.accessRevision >= current.accessRevision) current = loaded;
  };
  const timer = setInterval(() => void refresh().catch((error: unknown) => options.onError?.(error)), everySeconds * 1000);
  timer.unref();

  return {
    get current() {
      return current;
    },
    refresh,
    stop: () => clearInterval(timer),
  };
}

async function load(options: FollowBundleOptions, wanted: { staleAfterSeconds: number; revisionMin: number }): Promise<EmbeddedDecisions> {
  const { server, profileId, token } = options;
  const keys = (await getJson(options, new URL("/api/v1/bundle-keys", server))) as JSONWebKeySet;
  const url = new URL(`/api/v1/profiles/${profileId}/access/bundle?staleAfterSeconds=${wanted.staleAfterSeconds}`, server);
  const { bundle } = (await getJson(options, url, { authorization: `Bearer ${token}` })) as { bundle: string };

  const opened = await openBundle(bundle, {
    keys,
    revisionMin: wanted.revisionMin,
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  if (opened.profileId !== profileId) throw new Error("the bundle belongs to another profile");
  return opened;
}

async function getJson(options: FollowBundleOptions, url: URL, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await (options.fetch ?? fetch)(url, { headers });
  if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}`);
  return response.json();
}
