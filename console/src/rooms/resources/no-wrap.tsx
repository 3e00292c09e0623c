import type { ReactNode } from "react";

/** Keeps a time or a number in one line: in a narrow table it would stand in six. */
export function NoWrap({ children }: { children: ReactNode }) {
  return <span style={{ whiteSpace: "nowrap" }}>{children}</span>;
}
