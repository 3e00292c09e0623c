import type { Tag, User } from "@latchkey/contract";
import { toStoredTags } from "../../database/tags.ts";
import type { Consent } from "../../http/consent.ts";
import type { Context } from "../../http/context.ts";
import { changeUser } from "./change-user.ts";
import { userErrors } from "./users.errors.ts";

export interface UserChanges extends Consent {
  name?: string | undefined;
  email?: string | undefined;
  externalId?: string | null | undefined;
  language?: string | null | undefined;
  tags?: Tag[] | undefined;
}

/** Changes details or replaces the tag list. Refuses a deleted user, and an e-mail address for the anonymous user. A new address ends open password links. */
export async function updateUser(ctx: Context, userId: string, changes: UserChanges): Promise<User> {
  const { tags, reason, confirmName, ...details } = changes;
  const isTagsOnly = tags !== undefined && Object.values(details).every((value) => value === undefined);

  return changeUser(ctx, userId, {
    needs: isTagsOnly ? "edit_tags" : "edit",
    action: "user.updated",
    reason,
    confirmName,
    decide: (stored) => {
      if (stored.status === "deleted")
        throw userErrors.wrong_status({ detail: "A deleted user must be restored before it can be changed." });
      if (stored.is_anonymous && changes.email !== undefined) throw userErrors.anonymous_has_no_credentials();
      return {
        ...(changes.name === undefined ? {} : { name: changes.name }),
        ...(changes.email === undefined ? {} : { email: changes.email }),
        ...(changes.externalId === undefined ? {} : { external_id: changes.externalId }),
        ...(changes.language === undefined ? {} : { language: changes.language }),
        ...(changes.tags === undefined ? {} : { tags: toStoredTags(changes.tags) }),
      };
    },
    also: async (tx, row, stored) => {
      if (row.email !== stored.email) await ctx.events.emit(tx, "user.email_changed", { profileId: row.profile_id, userId: row.id });
    },
  });
}
