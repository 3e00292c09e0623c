import type { Command } from "commander";
import { serve } from "../main.ts";
import type { CliContext } from "./cli-context.ts";

/** `latchkey serve` and `latchkey demo`: the server itself, until it is told to stop. */
export function addServeCommands(program: Command, context: CliContext): void {
  program
    .command("serve")
    .description("run the server")
    .action(() => serve(context.readSettings()));
  program
    .command("demo")
    .description("run a throwaway server with the example profile")
    .action(() => serve(context.readSettings(), { isDemo: true }));
}
