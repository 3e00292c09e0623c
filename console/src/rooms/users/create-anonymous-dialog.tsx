import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Tag } from "@latchkey/contract";
import { TagEditor } from "@latchkey/ui";
import { ProblemAlert, sayDone, useProfileId } from "../../shell/index.ts";
import { tagErrors, toTags } from "./tag-rows.ts";
import { useTagSuggestions } from "./use-tag-suggestions.ts";
import { useCreateAnonymousUser } from "./use-users.ts";

/** Creates the one anonymous user; the server refuses a second one and its words are shown here. */
export function CreateAnonymousDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const profileId = useProfileId();
  const create = useCreateAnonymousUser();
  const suggestions = useTagSuggestions();
  const [tags, setTags] = useState<Tag[]>([]);

  function submit(event: React.FormEvent) {
    event.preventDefault();
    create.mutate(toTags(tags), {
      onSuccess: async (user) => {
        sayDone(t("users.anonymousCreated"));
        onClose();
        await navigate({ to: "/profiles/$profileId/users/$userId", params: { profileId, userId: user.id } });
      },
    });
  }

  return (
    <Modal opened onClose={onClose} title={t("users.anonymousTitle")} size="lg" closeButtonProps={{ "aria-label": t("common.close") }}>
      <form onSubmit={submit}>
        <Stack>
          <ProblemAlert error={create.error} />
          <Text>{t("users.anonymousText")}</Text>
          <TagEditor
            label={t("common.tags")}
            description={t("users.tagsHelp")}
            pairs={tags}
            onChange={setTags}
            errors={tagErrors(create.error, tags)}
            {...suggestions}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t("users.createAnonymous")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
