import { describe, expect, it } from "vitest";
import { parseSettingFlags } from "./settings-flags.ts";

describe("the server's command line", () => {
  it("takes every setting as a flag, and switches", () => {
    const { flags, switches } = parseSettingFlags(["--port", "9000", "--data-dir=/srv", "--config", "x.yaml", "--demo"], ["demo"]);
    expect(flags).toEqual({ port: "9000", dataDir: "/srv", config: "x.yaml" });
    expect([...switches]).toEqual(["demo"]);
  });

  it.each([
    [["--prot", "9000"], '--prot is not known: did you mean --port?\n"9000" is not understood here: settings are given as --name value'],
    [["--port"], "--port needs a value"],
    [["--zzzzzzzz"], "--zzzzzzzz is not known: see docs/settings.md for the list"],
    [["serve"], '"serve" is not understood here: settings are given as --name value'],
  ])("%j is refused", (args, message) => {
    expect(() => parseSettingFlags(args, ["demo"])).toThrow(message);
  });
});
