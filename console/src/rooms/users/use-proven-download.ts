import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { consolePlace } from "@latchkey/contract";
import { notify } from "@latchkey/ui";
import { api, describeError, proofDesk } from "../../shell/index.ts";

/** A proof that ends while the question is under way would be refused all the same. */
const marginMilliseconds = 5000;

/** A download by the browser itself cannot be repeated after a refusal, so a fresh proof of identity is asked for before. */
export function useProvenDownload() {
  const { t } = useTranslation();

  async function download(href: string) {
    try {
      const { provedUntil } = await api.proofs.getProof({ params: { place: consolePlace } });
      const isProved = Date.parse(provedUntil) > Date.now() + marginMilliseconds || (await proofDesk.ask());
      if (isProved) globalThis.location.assign(href);
    } catch (error) {
      notify.error(describeError(t, error).message);
    }
  }

  return (event: MouseEvent<HTMLAnchorElement>) => {
    event.preventDefault();
    void download(event.currentTarget.href);
  };
}
