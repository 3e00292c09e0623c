/** Circumstances under which a policy, a role or an assignment counts. All that are given must hold. */
import { z } from "zod";
import { timestamp, timeZone } from "./primitives.ts";

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of day such as 07:30");

export const weeklyHours = z.strictObject({
  timeZone: timeZone.describe("The hours are read on a clock in this zone, daylight saving included"),
  windows: z
    .array(
      z.strictObject({
        days: z.array(z.number().int().min(1).max(7)).min(1, "choose at least one day").max(7).describe("1 is Monday, 7 is Sunday"),
        from: clockTime.describe("Inclusive"),
        to: z
          .union([clockTime, z.literal("24:00")])
          .describe("Exclusive; when it is not later than `from`, the window ends on the following day"),
      }),
    )
    .min(1, "add at least one window")
    .max(50),
  holidays: z.array(z.iso.date()).max(400).default([]).describe("Days on which no window opens"),
});
export type WeeklyHours = z.infer<typeof weeklyHours>;

export const addressRange = z
  .string()
  .max(43)
  .refine(isAddressRange, "must be an address or a range such as 192.0.2.0/24 or 2001:db8::/32");

export const conditions = z
  .strictObject({
    from: timestamp.optional().describe("Inclusive"),
    until: timestamp.optional().describe("Exclusive: at this moment it has ended"),
    hours: weeklyHours.optional(),
    addresses: z.array(addressRange).min(1, "add at least one address or range").max(200).optional().describe("One of them must hold"),
    trustedDevice: z.literal(true).optional(),
    secondFactor: z.literal(true).optional(),
  })
  .refine(({ from, until }) => from === undefined || until === undefined || from < until, {
    path: ["until"],
    message: "must be later than `from`",
  });
export type Conditions = z.infer<typeof conditions>;

export const conditionName = z.enum(["from", "until", "hours", "addresses", "trustedDevice", "secondFactor"]);
export type ConditionName = z.infer<typeof conditionName>;

/** Under which circumstances a decision is asked for. Whatever is not known counts as not given. */
export const circumstances = z.strictObject({
  at: timestamp.optional().describe("Now when left out"),
  address: z.union([z.ipv4(), z.ipv6()]).optional(),
  isDeviceTrusted: z.boolean().default(false),
  hasSecondFactor: z.boolean().default(false),
});
export type Circumstances = z.infer<typeof circumstances>;

const addressOrRange = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

function isAddressRange(value: string): boolean {
  return addressOrRange.safeParse(value).success;
}
