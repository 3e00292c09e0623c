import { NotFromHere } from "@latchkey/account";
import { EntryFrame } from "./entry-frame.tsx";
import { useSignOut } from "./session.ts";

export function NotFromHerePage({ onRetry }: { onRetry: () => void }) {
  const signOut = useSignOut();

  return <NotFromHere Frame={EntryFrame} onRetry={onRetry} onSignOut={() => signOut.mutate()} isSigningOut={signOut.isPending} />;
}
