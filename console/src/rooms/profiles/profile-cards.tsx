import { Card, SimpleGrid, Text, Title } from "@mantine/core";
import type { Profile } from "@latchkey/contract";
import { LinkAnchor } from "../../shell/index.ts";

export function ProfileCards({ profiles }: { profiles: readonly Profile[] }) {
  return (
    <SimpleGrid component="ul" cols={{ base: 1, sm: 2, lg: 3 }} p={0} m={0} style={{ listStyle: "none" }}>
      {profiles.map((profile) => (
        <Card component="li" key={profile.id}>
          <Title order={2} size="h3">
            <LinkAnchor to="/profiles/$profileId" params={{ profileId: profile.id }}>
              {profile.name}
            </LinkAnchor>
          </Title>
          <Text size="sm" c="dimmed">
            <bdi>/p/{profile.slug}</bdi>
          </Text>
          <Text size="sm" c="dimmed">
            {profile.timeZone.replaceAll("_", " ")} · {profile.language}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  );
}
