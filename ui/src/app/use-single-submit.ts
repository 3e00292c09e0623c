import { useEffect } from "react";

/**
 * The second half of a double click submits nothing: it comes before the first answer, sometimes before the button shows that it
 * is busy, and would save the same thing twice. Clicks by keyboard count as none and always submit.
 */
export function useSingleSubmit(): void {
  useEffect(() => {
    document.addEventListener("click", dropSecondHalf, { capture: true });

    return () => document.removeEventListener("click", dropSecondHalf, { capture: true });
  }, []);
}

function dropSecondHalf(event: MouseEvent): void {
  const isSubmit = event.target instanceof Element && event.target.closest('button[type="submit"]') !== null;
  if (event.detail < 2 || !isSubmit) return;

  event.preventDefault();
  event.stopPropagation();
}
