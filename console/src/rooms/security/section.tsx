import { Card, Stack, Text, Title } from "@mantine/core";
import { useId } from "react";
import type { ReactNode } from "react";

interface SectionProps {
  title: string;
  text?: string;
  children: ReactNode;
}

/** One part of the security settings, or of what is known about a person. */
export function Section({ title, text, children }: SectionProps) {
  const id = useId();

  return (
    <Card component="section" aria-labelledby={id}>
      <Stack gap="sm">
        <div>
          <Title order={2} id={id}>
            {title}
          </Title>
          {text === undefined ? null : (
            <Text size="sm" c="dimmed">
              {text}
            </Text>
          )}
        </div>
        {children}
      </Stack>
    </Card>
  );
}
