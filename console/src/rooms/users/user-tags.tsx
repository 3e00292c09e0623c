import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccessChange, Tag, User } from "@latchkey/contract";
import { TagEditor, TagList } from "@latchkey/ui";
import { fieldErrors, LeaveGuard, ProblemAlert, sayDone } from "../../shell/index.ts";
import { ImpactSection } from "../access/index.ts";
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
  const changes = isChanged ? toRetag(user, toTags(tags)) : undefined;
  if (user.status === "deleted") return <TagList pairs={user.tags} />;

  function save(event: React.FormEvent) {
    event.preventDefault();
    update.mutate(
      { tags: toTags(tags) },
      {
        onSuccess: (saved) => {
          setTags(saved.tags);
          sayDone(t("users.tagsSaved"));
        },
      },
    );
  }

  function undo() {
    setTags(user.tags);
    update.reset();
  }

  return (
    <form onSubmit={save}>
      <Stack maw={640}>
        <LeaveGuard isDirty={isChanged} />
        <ProblemAlert error={update.error} others={fieldErrors(update.error, ["tags"]).others} />
        <TagEditor
          label={t("users.tagsTitle")}
          description={t("users.tagsHelp")}
          pairs={tags}
          onChange={setTags}
          errors={tagErrors(update.error, tags)}
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
        <Text size="sm" c="dimmed">
          {t("users.tagsNow")}
        </Text>
      </Stack>
    </form>
  );
}

/** The change as the impact preview takes it; undefined while a row is half typed. */
function toRetag(user: User, tags: readonly Tag[]): AccessChange[] | undefined {
  if (tags.some(({ key, value }) => key === "" || value === "")) return undefined;
  const isIn = (list: readonly Tag[], { key, value }: Tag) => list.some((each) => each.key === key && each.value === value);

  return [
    {
      kind: "retag",
      of: "run_user",
      which: { ids: [user.id] },
      rename: [],
      remove: user.tags.filter((tag) => !isIn(tags, tag)),
      add: tags.filter((tag) => !isIn(user.tags, tag)),
    },
  ];
}
