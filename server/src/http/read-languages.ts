const languagesMax = 10;
const headerLengthMax = 500;

/** The languages of an Accept-Language header in its own order, which senders give best first; nothing that is no language. */
export function readLanguages(header: string | undefined): string[] {
  const tags = (header ?? "").slice(0, headerLengthMax).split(",", languagesMax);

  return tags.map((tag) => tag.split(";")[0]?.trim() ?? "").filter((tag) => /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag));
}
