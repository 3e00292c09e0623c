import type PdfDocument from "pdfkit";

export type Pdf = InstanceType<typeof PdfDocument>;

/** Puts text into a document so that no letter is lost without a word. */
export interface Writer {
  text(text: string): void;
  /** What a reader has to know about how the texts are written; nothing where they are as they were. */
  notes: readonly string[];
}

/** A PDF shows an empty box for a letter that its font does not have: its number says which one it is. */
export function writerOf(document: Pdf, { names, texts }: { names: readonly string[]; texts: readonly string[] }): Writer {
  const letters = new Set(texts.flatMap((text) => [...text]));
  const isLost = names.some((name) => {
    document.font(name);
    return [...letters].some((letter) => !hasLetter(document, letter));
  });
  document.font(names[0] ?? "");
  return {
    text: (text) => void document.text([...text].map((letter) => (hasLetter(document, letter) ? letter : numberOf(letter))).join("")),
    notes: [...(isLost ? [lostNote] : []), ...([...letters].some(isRightToLeft) ? [orderNote] : [])],
  };
}

const lostNote =
  "Letters that this document cannot show, such as Chinese, Japanese and Korean ones, stand as their numbers in Unicode: {U+5C71}. The evidence as CSV has every letter.";
const orderNote =
  "Words that are written from right to left may stand in another order here. The evidence as CSV has them as they were written.";

function numberOf(letter: string): string {
  return `{U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}}`;
}

function isRightToLeft(letter: string): boolean {
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(letter);
}

interface WithFont {
  _font?: { font?: { hasGlyphForCodePoint?: (codePoint: number) => boolean } };
}

/** Of the font that is set. pdfkit knows it and has no door for the question. */
function hasLetter(document: Pdf, letter: string): boolean {
  if (/\s/.test(letter)) return true;
  const { font } = (document as unknown as WithFont)._font ?? {};
  if (font?.hasGlyphForCodePoint === undefined) throw new Error("pdfkit does not tell any more which letters a font has");
  return font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0);
}
