import { describe, expect, it } from "vitest";
import { findBinaries } from "./binaries.ts";
import { postgresSettings, sharedBuffersMegabytes } from "./configuration.ts";

const gibibyte = 1024 ** 3;

describe("the settings PostgreSQL is started with", () => {
  it.each([
    [0.0625, 32],
    [1, 256],
    [2, 512],
    [64, 1024],
  ])("a machine with %d GiB gives %d MB to the shared buffers", (memory, megabytes) => {
    expect(sharedBuffersMegabytes(memory * gibibyte)).toBe(megabytes);
  });

  it("write every commit to the disk unless a test asks otherwise", () => {
    const input = { socketDir: "/run/x", memoryBytes: gibibyte };
    expect(postgresSettings({ ...input, isDurable: true })).not.toHaveProperty("fsync");
    expect(postgresSettings({ ...input, isDurable: false })).toMatchObject({ fsync: "off" });
  });

  it("keep a socket folder together whose name holds a comma, a space or a quote", () => {
    const settings = postgresSettings({ socketDir: '/a, "b"', memoryBytes: gibibyte, isDurable: true });
    expect(settings["unix_socket_directories"]).toBe('"/a, ""b"""');
  });
});

describe("a machine without an embedded PostgreSQL is told to set DATABASE_URL", () => {
  it.each([
    ["linux", "s390x", "linux-s390x"],
    ["freebsd", "x64", "freebsd-x64"],
    ["win32", "x64", "Windows"],
  ])("%s %s", (platform, arch, machine) => {
    expect(() => findBinaries(platform, arch)).toThrow(
      `There is no embedded PostgreSQL for ${machine}: set DATABASE_URL to a PostgreSQL 15 or newer`,
    );
  });
});
