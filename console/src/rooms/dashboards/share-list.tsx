import { Button, Group, List, Stack, Text, Title } from "@mantine/core";
import { IconEyeOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Dashboard, Share } from "@latchkey/contract";
import { StatusBadge, Time } from "@latchkey/ui";
import { ConfirmMutation, LinkAnchor, useProfileId } from "../../shell/index.ts";
import { useDeleteShare } from "./use-shares.ts";
import { widgetName } from "./widget-name.ts";

interface ShareListProps {
  dashboard: Dashboard;
  shares: readonly Share[];
  anonymousUserId: string | undefined;
}

/** The links there are: who made them, when they were last opened, and whether they show anything now. */
export function ShareList({ dashboard, shares, anonymousUserId }: ShareListProps) {
  const { t } = useTranslation();
  const profileId = useProfileId();
  const [revoking, setRevoking] = useState<Share | null>(null);
  const opensOnly = ({ widgets }: Dashboard, widgetId: string) => {
    const widget = widgets.find((each) => each.id === widgetId);
    return t("resources.share.opensOnly", { widget: widget === undefined ? widgetId : widgetName(t, widget) });
  };
  if (shares.length === 0) return <Text c="dimmed">{t("resources.share.none")}</Text>;

  return (
    <section aria-labelledby="share-list">
      <Title order={3} size="h4" id="share-list" mb="xs">
        {t("resources.share.list")}
      </Title>
      <List listStyleType="none" spacing="md" styles={{ itemWrapper: { display: "block" } }}>
        {shares.map((share) => (
          <List.Item key={share.id}>
            <Group justify="space-between" align="flex-start" wrap="nowrap">
              <Stack gap={4}>
                <Text fw={600}>{share.name}</Text>
                {share.widgetId === null ? null : <Text size="sm">{opensOnly(dashboard, share.widgetId)}</Text>}
                {share.isVisible ? (
                  <StatusBadge tone="positive" label={t("resources.share.visible")} />
                ) : (
                  <Group gap="xs">
                    <Group gap={6} c="var(--mantine-color-orange-text)" wrap="nowrap">
                      <IconEyeOff size={16} aria-hidden />
                      <Text size="sm">{t("resources.share.notVisible")}</Text>
                    </Group>
                    <LinkAnchor
                      size="sm"
                      to="/profiles/$profileId/explain"
                      params={{ profileId }}
                      search={{
                        subjectType: "run_user",
                        ...(anonymousUserId === undefined ? {} : { subjectId: anonymousUserId }),
                        action: "access",
                        resourceType: share.widgetId === null ? "dashboard" : "widget",
                        resourceId: share.widgetId ?? dashboard.id,
                      }}
                    >
                      {t("resources.share.why")}
                    </LinkAnchor>
                  </Group>
                )}
                <Text size="xs" c="dimmed">
                  {t("resources.share.madeBy", { name: share.createdBy })}, <Time value={share.createdAt} />.{" "}
                  {t("resources.share.lastOpened")}: <Time value={share.lastOpenedAt} never={t("resources.share.neverOpened")} />
                  {share.expiresAt === null ? null : (
                    <>
                      . {t("resources.share.ends")}: <Time value={share.expiresAt} />
                    </>
                  )}
                </Text>
              </Stack>
              <Button
                variant="default"
                size="xs"
                aria-label={t("resources.share.revokeOf", { name: share.name })}
                onClick={() => setRevoking(share)}
              >
                {t("resources.share.revoke")}
              </Button>
            </Group>
          </List.Item>
        ))}
      </List>
      {revoking === null ? null : <RevokeDialog dashboardId={dashboard.id} share={revoking} onClose={() => setRevoking(null)} />}
    </section>
  );
}

function RevokeDialog({ dashboardId, share, onClose }: { dashboardId: string; share: Share; onClose: () => void }) {
  const { t } = useTranslation();
  const revoke = useDeleteShare(dashboardId);

  return (
    <ConfirmMutation
      mutation={revoke}
      variables={share.id}
      done={t("resources.share.revoked")}
      onClose={onClose}
      title={t("resources.share.revokeTitle", { name: share.name })}
      confirmLabel={t("resources.share.revoke")}
    >
      {t("resources.share.revokeText")}
    </ConfirmMutation>
  );
}
