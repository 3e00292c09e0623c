import { slugOfPlace } from "@latchkey/contract";

/** The address of a page of the console or of a portal, below the public address. */
export function pageOfPlace(place: string, page: string): string {
  const slug = slugOfPlace(place);
  return slug === null ? `/console/${page}` : `/p/${slug}/${page}`;
}
