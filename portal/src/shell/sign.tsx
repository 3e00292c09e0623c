import classes from "./sign.module.css";

/**
 * A letter or two as a picture. Drawn by the style sheet, because as text it would be part of the name of the link or
 * button around it, and speech control could not call that by what is seen (WCAG 2.5.3).
 */
export function Sign({ letters, isRound = false }: { letters: string; isRound?: boolean }) {
  return <span className={classes.sign} data-letters={letters} data-round={isRound || undefined} aria-hidden />;
}

/** First letters of the first and last name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const chosen = words.length > 1 ? [words.at(0), words.at(-1)] : words;

  return chosen.map((word) => [...(word ?? "")][0]?.toLocaleUpperCase() ?? "").join("");
}
