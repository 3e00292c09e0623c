import type { Command } from "commander";
import { listPendingMigrations, migrateDown, migrateToLatest } from "../database/migrate.ts";
import type { CliContext } from "./cli-context.ts";
import { withDatabase } from "./with-database.ts";

/** `latchkey migrate`: brings the database's schema up to date; the server does the same when it starts. */
export function addMigrateCommand(program: Command, context: CliContext): void {
  program
    .command("migrate")
    .description("bring the database's schema up to date")
    .option("--plan", "only say what would run")
    .option("--down", "take the last migration back; its data is lost")
    .action(async (options: { plan?: boolean; down?: boolean }) => {
      const { settings } = context.readSettings();
      if (options.plan === true) {
        const pending = await withDatabase(settings, listPendingMigrations);
        context.print({ pending }, pending.length === 0 ? ["The schema is up to date."] : pending);
        return;
      }
      if (options.down === true) {
        const reverted = await withDatabase(settings, migrateDown);
        context.print({ reverted }, [reverted === null ? "There is no migration to take back." : `Taken back: ${reverted}`]);
        return;
      }

      const applied = await withDatabase(settings, migrateToLatest);
      context.print({ applied }, applied.length === 0 ? ["The schema is up to date."] : applied.map((name) => `Applied: ${name}`));
    });
}
