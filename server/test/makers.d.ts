import type { Analysis, Dashboard, Device, Policy, PolicyBody, Profile, Tag, User } from "@latchkey/contract";
import type { ApiClient } from "@latchkey/client";
import type { App } from "../src/app.ts";
import type { Database } from "../src/database/database.ts";
import type { FakeClock } from "./fake-clock.ts";
import type { TokenSource } from "./test-app.ts";
export declare const aPassword = "correct horse battery staple";
export interface SignedIn {
  id: string;
  /** Session token, usable as bearer token. */
  token: string;
}
/** Makers for what most tests start from; each call makes a new, independent thing. */
export interface Makers {
  anAdministrator(options?: { isSuper?: boolean; profileIds?: string[]; limitedProfileIds?: string[]; name?: string }): Promise<
    SignedIn & {
      email: string;
    }
  >;
  /** `client` calls as the profile's administrator, whose session is renewed when a test moves the clock. */
  aProfile(options?: { slug?: string; timeZone?: string }): Promise<
    Profile & {
      administrator: SignedIn;
      client: ApiClient;
    }
  >;
  aUser(
    profile: {
      id: string;
    },
    options?: {
      tags?: Tag[];
      name?: string;
      email?: string;
      password?: string;
    },
  ): Promise<User & SignedIn>;
  aDevice(
    profile: {
      id: string;
    },
    options?: {
      tags?: Tag[];
      name?: string;
    },
  ): Promise<
    Device & {
      token: string;
    }
  >;
  aDashboard(
    profile: {
      id: string;
    },
    options?: {
      tags?: Tag[];
      name?: string;
    },
  ): Promise<Dashboard>;
  anAnalysis(
    profile: {
      id: string;
    },
    options?: {
      tags?: Tag[];
      name?: string;
    },
  ): Promise<
    Analysis & {
      token: string;
    }
  >;
  aPolicy(
    profile: {
      id: string;
    },
    body: Partial<PolicyBody> & Pick<PolicyBody, "targets" | "permissions">,
  ): Promise<Policy>;
  anApiToken(
    profile: {
      id: string;
    },
    permission?: "full" | "read" | "write",
  ): Promise<string>;
}
interface MakerParts {
  app: App;
  db: Database;
  clock: FakeClock;
  client(token?: TokenSource): ApiClient;
}
export declare function createMakers(parts: MakerParts): Makers;
export {};
