import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { RoleBody } from "@latchkey/contract";
import { LoadingState } from "@latchkey/ui";
import { LinkAnchor, LoadFailure, Page, sayDone, useProfileId } from "../../shell/index.ts";
import { RoleForm } from "./role-form.tsx";
import { RoleTemplates } from "./role-templates.tsx";
import { useRoleTemplates, useSaveRole } from "./use-roles.ts";

const blank: RoleBody = { name: "", description: "", permissions: [], includes: [], conditions: {} };

/** A choice of templates first, then the form with what was chosen. */
export function NewRolePage() {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const { template } = useSearch({ from: "/signed-in/profiles/$profileId/roles/new" });

  return (
    <Page
      title={t("roles.newTitle")}
      trail={
        <LinkAnchor to="/profiles/$profileId/roles" params={{ profileId }} size="sm">
          {t("roles.title")}
        </LinkAnchor>
      }
      description={template === undefined ? t("roles.templatesText") : undefined}
    >
      {template === undefined ? <RoleTemplates /> : <NewRoleForm template={template} />}
    </Page>
  );
}

function NewRoleForm({ template }: { template: string }) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const navigate = useNavigate();
  const templates = useRoleTemplates();
  const save = useSaveRole();
  if (template !== "blank" && templates.isError) return <LoadFailure error={templates.error} onRetry={() => void templates.refetch()} />;
  if (template !== "blank" && templates.data === undefined) return <LoadingState kind="form" />;

  const start = templates.data?.items.find(({ id }) => id === template)?.role ?? blank;

  return (
    <RoleForm
      start={start}
      submitLabel={t("roles.create")}
      isBusy={save.isPending || save.isSuccess}
      error={save.error}
      onSubmit={(body) =>
        save.mutate(
          { body },
          {
            onSuccess: (role) => {
              sayDone(t("roles.created"));
              void navigate({ to: "/profiles/$profileId/roles/$roleId", params: { profileId, roleId: role.id }, ignoreBlocker: true });
            },
          },
        )
      }
    />
  );
}
