import type { ReactNode } from "react";

/** The page around: each app has its own, with its name, the choice of language and of light or dark. */
export interface FrameProps {
  title: string;
  description?: string;
  footer?: ReactNode;
  children?: ReactNode;
}
