import type { QueryClient } from "@tanstack/react-query";
import type { i18n } from "i18next";
import { openLanguage } from "@latchkey/account";
import { portalQuery } from "./portal-info.ts";
import { forgetPerson } from "./query-client.ts";

/** Once somebody has left: nothing of them is kept, and the page speaks the portal's language again, or that of the device. */
export async function leavePerson(slug: string, { queryClient, words }: { queryClient: QueryClient; words: i18n }): Promise<void> {
  forgetPerson(queryClient);
  await openLanguage(words, queryClient.getQueryData(portalQuery(slug).queryKey)?.language);
}
