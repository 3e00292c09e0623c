import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Tag, User } from "@latchkey/contract";
import { TagEditor, TagList } from "@latchkey/ui";
import { fieldErrors, LeaveGuard, ProblemAlert, sayDone } from "../../shell/index.ts";
import { ConsentDialog, ImpactSection, toRetag, useConsent } from "../access/index.ts";
import { tagErrors, toTags } from "./tag-rows.ts";
import { useTagSuggestions } from "./use-tag-suggestions.ts";
import { useUpdateUser } from "./use-users.ts";

/** Tags decide what a person sees; the whole list is saved at once. */
export function UserTags({ user }: { user: User }) {
  const { t } = useTranslation();
  const update = useUpdateUser(user.id);
  const suggestions = useTagSuggestions();
  const [tags, setTags] = useState<Tag[]>(user.tags);
  const isChanged = JSON.stringify(toTags(tags)) !== JSON.stringify(user.tags);
  const changes = isChanged ? toRetag("run_user", user.id, { before: user.tags, after: toTags(tags) }) : undefined;
  const consent = useConsent(update, (saved) => {
    setTags(saved.tags);
    sayDone(t("users.tagsSaved"));
  });
  if (user.status === "deleted") return <TagList pairs={user.tags} />;

  function save(event: React.FormEvent) {
    event.preventDefault();
    consent.submit({ tags: toTags(tags) });
  }

  function undo() {
    setTags(user.tags);
    update.reset();
  }

  return (
    <form onSubmit={save}>
      <Stack maw={640}>
        <LeaveGuard isDirty={isChanged} />
        <ProblemAlert error={consent.error} others={fieldErrors(consent.error, ["tags"]).others} />
        <TagEditor
          label={t("users.tagsTitle")}
          description={t("users.tagsHelp")}
          pairs={tags}
          onChange={setTags}
          errors={tagErrors(consent.error, tags)}
          {...suggestions}
        />
        {changes === undefined ? null : <ImpactSection changes={changes} />}
        <Group>
          <Button type="submit" disabled={!isChanged} loading={update.isPending}>
            {t("users.tagsSave")}
          </Button>
          {isChanged && (
            <Button variant="default" onClick={undo}>
              {t("users.tagsReset")}
            </Button>
          )}
        </Group>
        <ConsentDialog
          {...consent.dialog}
          title={t("users.tagsReview", { name: user.name })}
          changes={changes}
          confirmLabel={t("users.tagsSave")}
        />
        <Text size="sm" c="dimmed">
          {t("users.tagsNow")}
        </Text>
      </Stack>
    </form>
  );
}
