import type { ProofMethod } from "@latchkey/contract";
import type { ProofFacts } from "../factors/index.ts";

/**
 * How somebody can prove again who they are. Whoever has a second factor proves that one: a password may have been watched.
 * Where second factors are switched off a password is enough. Whoever signs in by mailed codes alone gets another one.
 */
export function proofMethodsOf({ demand, factorMethods, emailHint }: ProofFacts, { hasPassword }: { hasPassword: boolean }): ProofMethod[] {
  const password: ProofMethod[] = hasPassword ? [{ kind: "password", hint: null }] : [];
  if (demand === "off") {
    const passkey = factorMethods.filter(({ kind }) => kind === "passkey");
    return orMailedCode([...passkey, ...password], emailHint);
  }

  if (factorMethods.length > 0) return [...factorMethods];
  return demand === "required" ? [] : orMailedCode(password, emailHint);
}

function orMailedCode(methods: ProofMethod[], hint: string): ProofMethod[] {
  return methods.length > 0 ? methods : [{ kind: "email_code", hint }];
}
