import { bundleContent, type BundleContent, type Effect } from "@latchkey/contract";
import {
  compilePolicies,
  decide,
  explain,
  specialise,
  type Circumstances,
  type EngineExplanation,
  type Question,
  type Resource,
  type Subject,
} from "@latchkey/engine";
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from "jose";

/** Thrown instead of an answer once the rules are older than their bundle allows: wrong for longer is worse than closed. */
export class StaleBundleError extends Error {
  override readonly name = "StaleBundleError";
}

export interface OpenBundleOptions {
  /** Public keys of the server, as `GET /api/v1/bundle-keys` answers them. */
  keys: JSONWebKeySet;
  /** Milliseconds since 1970; replaced in tests. */
  now?: () => number;
  /** A bundle older than one already used is refused: nobody can bring back rules that were withdrawn. */
  revisionMin?: number;
}

/** Decisions from one bundle. Every call throws `StaleBundleError` once the bundle is too old. */
export interface EmbeddedDecisions {
  readonly profileId: string;
  readonly accessRevision: number;
  /** Milliseconds since 1970 at which answers end. */
  readonly staleAt: number;
  check(question: Question): Effect;
  /** Those of the resources on which the subject may do the action, in the order given. */
  list<T extends Resource>(asked: { subject: Subject; action: string; resources: Iterable<T>; circumstances: Circumstances }): T[];
  explain(question: Question): EngineExplanation;
}

/**
 * Checks signature (ES256, RFC 7515), format and age of a bundle and compiles it.
 * Throws when the signature is not by one of `keys`, the content is malformed, too old, or older than `revisionMin`.
 */
export async function openBundle(bundle: string, options: OpenBundleOptions): Promise<EmbeddedDecisions> {
  const now = options.now ?? Date.now;
  const content = await readBundle(bundle, options.keys);
  if (content.accessRevision < (options.revisionMin ?? 0)) throw new Error("the bundle is older than one that was used before");

  const staleAt = Date.parse(content.issuedAt) + content.staleAfterSeconds * 1000;
  const requireFresh = () => {
    if (now() >= staleAt) throw new StaleBundleError(`the bundle was good until ${new Date(staleAt).toISOString()}: get a newer one`);
  };
  requireFresh();
  const set = compilePolicies(content);

  return {
    profileId: content.profileId,
    accessRevision: content.accessRevision,
    staleAt,
    check: (question) => {
      requireFresh();
      return decide(set, question);
    },
    list: ({ subject, action, resources, circumstances }) => {
      requireFresh();
      const grants = specialise(set, subject, circumstances);
      return [...resources].filter((resource) => grants.decide(action, resource) === "allow");
    },
    explain: (question) => {
      requireFresh();
      return explain(set, question);
    },
  };
}

async function readBundle(bundle: string, keys: JSONWebKeySet): Promise<BundleContent> {
  // The algorithm is ours to name, never the bundle's: otherwise a public key could be used as a shared secret.
  const { payload } = await compactVerify(bundle, createLocalJWKSet(keys), { algorithms: ["ES256"] });
  return bundleContent.parse(JSON.parse(new TextDecoder().decode(payload)));
}
