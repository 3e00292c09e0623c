import { useEffect, useRef } from "react";

/** For a page that is one short form: the first field has the focus, as whoever comes here expects. */
export function useFirstFocus() {
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => field.current?.focus({ preventScroll: true }), []);

  return field;
}
