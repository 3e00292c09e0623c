import { createTheme } from "@mantine/core";
import { palette } from "./palette.ts";

const systemFont =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "Helvetica Neue", Arial, sans-serif, "Apple Color Emoji", "Segoe UI Emoji"';

/** No web font: nothing to load, and every script a person may write in is covered by their own system. */
export const theme = createTheme({
  colors: palette,
  primaryColor: "brand",
  // The same shade in both schemes: white text on it reaches 4.5:1, and it stands out 3:1 from a dark page.
  primaryShade: { light: 7, dark: 7 },
  black: "#14201f",
  fontFamily: systemFont,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: {
    fontFamily: systemFont,
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.5rem", lineHeight: "1.3" },
      h2: { fontSize: "1.2rem", lineHeight: "1.35" },
      h3: { fontSize: "1.05rem", lineHeight: "1.4" },
      h4: { fontSize: "0.95rem", lineHeight: "1.45" },
    },
  },
  defaultRadius: "md",
  radius: { xs: "0.125rem", sm: "0.25rem", md: "0.375rem", lg: "0.625rem", xl: "1rem" },
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: "lg" } },
    Anchor: { defaultProps: { underline: "hover" } },
    Badge: { defaultProps: { variant: "light", radius: "sm", tt: "none", fw: 600 } },
    // The placeholder would be a focusable child of the menu that is no item (ARIA: required owned elements).
    Menu: { defaultProps: { shadow: "md", withinPortal: true, withInitialFocusPlaceholder: false } },
    // Escape and the cross close it. A click beside it, often the second of a double click, would lose what was typed.
    Modal: { defaultProps: { centered: true, closeOnClickOutside: false, overlayProps: { backgroundOpacity: 0.5 } } },
    Paper: { defaultProps: { radius: "lg" } },
    Card: { defaultProps: { radius: "lg", withBorder: true } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300, events: { hover: true, focus: true, touch: true } } },
  },
});
