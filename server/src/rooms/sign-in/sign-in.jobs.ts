declare module "../../database/jobs.ts" {
  interface JobMap {
    /** Mails a code to whoever has the address, if anybody. */
    "sign_in.mail_proof": {
      profileId: string;
      email: string;
      purpose: "sign_in_code" | "password_reset";
      /** What whoever asks reads; absent in jobs of an earlier version. */
      languages?: readonly string[];
    };
    /** Tells whoever has the address, if anybody, that failed tries have locked it. */
    "sign_in.tell_lock": { profileId: string; email: string; failures: number; until: string; address: string | null };
    /** Tells the owner of an account that its password is another, whoever changed it. */
    "sign_in.tell_password": { profileId: string; userId: string; at: string; address: string | null };
  }
}

export {};
