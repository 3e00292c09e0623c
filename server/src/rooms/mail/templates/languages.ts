import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import type { MailWords } from "./mail-words.ts";
import { ptBr } from "./pt-br.ts";

/** The languages that Latchkey speaks; the first one stands in where there is no other. */
export const mailLanguages = ["en", "pt-BR", "es", "de", "fr"] as const;
export type MailLanguage = (typeof mailLanguages)[number];

export const mailWords: Readonly<Record<MailLanguage, MailWords>> = { en, "pt-BR": ptBr, es, de, fr };

/** The first wish that we have words for: the whole of it such as `pt-BR`, or its language with another region. */
export function toMailLanguage(...wishes: readonly (string | null)[]): MailLanguage {
  for (const wish of wishes) {
    const found = wish === null ? undefined : findMailLanguage(wish.toLowerCase());
    if (found !== undefined) return found;
  }
  return mailLanguages[0];
}

function findMailLanguage(wish: string): MailLanguage | undefined {
  const baseOf = (language: string) => language.toLowerCase().split("-")[0];
  return (
    mailLanguages.find((language) => language.toLowerCase() === wish) ?? mailLanguages.find((language) => baseOf(language) === baseOf(wish))
  );
}
