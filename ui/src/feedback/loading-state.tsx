import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import { useUi } from "../app/ui-context.ts";

export interface LoadingStateProps {
  /** Lines of text, a block such as a chart, or the rows of a form. */
  kind?: "lines" | "block" | "form";
  count?: number;
  height?: number | string;
}

/** Fixed-size stand-ins, so that nothing jumps when the content arrives. */
export function LoadingState({ kind = "lines", count = 4, height = 160 }: LoadingStateProps) {
  const { words } = useUi();

  return (
    <div role="status" aria-busy="true" style={kind === "block" ? { height } : {}}>
      <VisuallyHidden>{words.loading}</VisuallyHidden>
      {kind === "block" ? <Skeleton height="100%" /> : <Lines kind={kind} count={count} />}
    </div>
  );
}

function Lines({ kind, count }: { kind: "lines" | "form"; count: number }) {
  const places = Array.from({ length: count }, (_, place) => place);

  return (
    <Stack gap="sm" aria-hidden>
      {places.map((place) => (
        <Line key={place} kind={kind} index={place} />
      ))}
    </Stack>
  );
}

function Line({ kind, index }: { kind: "lines" | "form"; index: number }) {
  if (kind === "form") {
    return (
      <div>
        <Skeleton height={14} width={120} mb={6} />
        <Skeleton height={36} />
      </div>
    );
  }

  return <Skeleton height={16} width={`${95 - ((index * 17) % 40)}%`} />;
}
