import { NotFromHere } from "@latchkey/account";
import { EntryPage } from "./entry-page.tsx";
import { EntryScope } from "./entry-scope.tsx";
import { useSignOut } from "./session.ts";

export function NotFromHerePage({ onRetry }: { onRetry: () => void }) {
  const signOut = useSignOut();

  return (
    <EntryScope>
      <NotFromHere Frame={EntryPage} onRetry={onRetry} onSignOut={() => signOut.mutate()} isSigningOut={signOut.isPending} />
    </EntryScope>
  );
}
