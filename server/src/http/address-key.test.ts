import { expect, test } from "vitest";
import { addressKey } from "./address-key.ts";

test.each([
  ["IPv4 counts as it is", "203.0.113.7", "203.0.113.7"],
  ["IPv4 in IPv6 counts as IPv4", "::ffff:203.0.113.7", "203.0.113.7"],
  ["IPv6 counts by its /64", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["so does another address of the same network", "2001:DB8:1:2:ffff::1", "2001:db8:1:2::/64"],
  ["zeros that are left out are zeros", "2001:db8::1", "2001:db8:0:0::/64"],
  ["zeros in front too", "2001:0db8:0001::1", "2001:db8:1:0::/64"],
  ["the machine itself", "::1", "0:0:0:0::/64"],
  ["a zone is no part of the address", "fe80::1%eth0", "fe80:0:0:0::/64"],
])("%s", (_title, address, key) => {
  expect(addressKey(address)).toBe(key);
});
