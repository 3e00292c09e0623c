import { apiRoutes } from "@latchkey/contract";
import type { Command } from "commander";
import { z } from "zod";
import { createToken } from "../rooms/tokens/index.ts";
import type { CliContext } from "./cli-context.ts";
import { checkInput } from "./read-input.ts";
import { withProfile } from "./with-app.ts";

const dayMs = 86_400_000;
const { name, permission } = apiRoutes.tokens.createToken.body.shape;
const options = z.object({
  name,
  permission,
  expires: z.coerce
    .number("must be a number of days")
    .int("must be a whole number of days")
    .min(1, "must be at least 1 day")
    .max(3650, "must be at most 3650 days")
    .optional(),
});

/** `latchkey token create`: an API token, shown this once. */
export function addTokenCommand(program: Command, context: CliContext): void {
  const token = program.command("token").description("API tokens, with which programs call a profile's API");
  token
    .command("create")
    .description("create an API token and print it; it is never shown again")
    .requiredOption("--profile <slug>", "the profile that owns it")
    .requiredOption("--name <name>", "what it is for")
    .requiredOption("--permission <permission>", "full, read or write")
    .option("--expires <days>", "after how many days it stops working; by default never")
    .action(async (given: { profile: string }) => {
      const { settings } = context.readSettings();
      const { expires, ...input } = checkInput(options, given);
      const expiresAt = expires === undefined ? null : new Date(Date.now() + expires * dayMs).toISOString();
      const created = await withProfile(settings, given.profile, (ctx) => createToken(ctx, { ...input, expiresAt }));
      context.print(created, [created.token]);
    });
}
