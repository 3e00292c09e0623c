import { Card, Stack, Text, Title } from "@mantine/core";
import { useId } from "react";
import type { ReactNode } from "react";

interface SectionCardProps {
  title: string;
  text?: ReactNode;
  children?: ReactNode;
}

/** One part of the account page, found by its heading. */
export function SectionCard({ title, text, children }: SectionCardProps) {
  const id = useId();

  return (
    <Card component="section" aria-labelledby={id} padding="lg">
      <Stack>
        <div>
          <Title order={2} id={id}>
            {title}
          </Title>
          {text === undefined ? null : (
            <Text c="dimmed" size="sm" component="div">
              {text}
            </Text>
          )}
        </div>
        {children}
      </Stack>
    </Card>
  );
}
