import { Outlet } from "@tanstack/react-router";
import { LocaleScope } from "@latchkey/ui";
import { useProfile } from "./profile.ts";

/** Everything inside a profile shows times in the profile's own zone, so that two administrators read the same. */
export function ProfileFrame() {
  const profile = useProfile();

  return (
    <LocaleScope timeZone={profile.timeZone}>
      <Outlet />
    </LocaleScope>
  );
}
