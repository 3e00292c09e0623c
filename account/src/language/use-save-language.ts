import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { notify } from "@latchkey/ui";
import type { Language } from "@latchkey/words";
import { useAccount } from "../scope/account-scope.tsx";

/** Keeps a choice of language with the account of whoever is signed in, for mails and other devices; null: the place's own. */
export function useSaveLanguage() {
  const { client, place } = useAccount();
  const { t } = useTranslation();

  return useMutation({
    mutationFn: (language: Language | null) => client.accounts.setOwnLanguage({ params: { place }, body: { language } }),
    onError: () => notify.error(t("account.languageNotSaved")),
  });
}
