import { useSyncExternalStore } from "react";

/**
 * The whole document goes full screen, not the figures alone: menus and tooltips are drawn beside them in the document.
 * Phones that cannot (iPhones) get no button.
 */
export function useFullScreen() {
  const isOn = useSyncExternalStore(listen, () => document.fullscreenElement !== null);

  return {
    isOn,
    canBe: document.fullscreenEnabled,
    toggle: () => void (isOn ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
  };
}

function listen(onChange: () => void): () => void {
  document.addEventListener("fullscreenchange", onChange);

  return () => document.removeEventListener("fullscreenchange", onChange);
}
