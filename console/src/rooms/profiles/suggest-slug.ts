const slugLengthMax = 50;

/** A portal address from a name: "Ação & Vida, Ltda." becomes "acao-vida-ltda". */
export function suggestSlug(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, slugLengthMax)
    .replace(/^-+|-+$/g, "");
}
