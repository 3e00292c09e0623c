import { queryOptions } from "@tanstack/react-query";
import type { AccountSettings } from "../scope/account-scope.tsx";

/** How one signs in at a place; it changes seldom and never for one person. */
export function signInOptionsQuery({ client, place }: Pick<AccountSettings, "client" | "place">) {
  return queryOptions({
    // Kept like the portal's front page when somebody signs out.
    queryKey: ["portal", "sign-in-options", place],
    queryFn: ({ signal }) => client.signIn.getSignInOptions({ params: { place }, signal }),
    staleTime: 60_000,
  });
}
