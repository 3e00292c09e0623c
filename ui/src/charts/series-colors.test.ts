import { describe, expect, it } from "vitest";
import { channels, contrast } from "../theme/contrast.ts";
import { palette } from "../theme/palette.ts";
import { seriesColors, seriesDashes } from "./series-colors.ts";

type Triple = [number, number, number];
type Matrix = [Triple, Triple, Triple];

/** Machado, Oliveira and Fernandes 2009, full severity, on linear RGB. */
const sights: Record<string, Matrix> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Ottosson 2020: distances in OKLab are roughly even to the eye; 0.02 is just noticeable. */
function seen(hex: string, sight: Matrix): Triple {
  const linear = channels(hex).map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)) as Triple;
  const [red, green, blue] = times(sight, linear).map((channel) => Math.min(1, Math.max(0, channel))) as Triple;
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    [red, green, blue],
  ).map(Math.cbrt) as Triple;

  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}

function times(matrix: Matrix, [x, y, z]: Triple): Triple {
  return matrix.map((row) => row[0] * x + row[1] * y + row[2] * z) as Triple;
}

const surfaces = { light: ["#ffffff", palette.gray[0]], dark: [palette.dark[7], palette.dark[6]] };
const schemes = ["light", "dark"] as const;

describe.each(schemes)("series colours in the %s scheme", (scheme) => {
  it("stand out 3:1 from every surface", () => {
    for (const color of seriesColors[scheme]) {
      for (const surface of surfaces[scheme]) expect(contrast(color, surface), `${color} on ${surface}`).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(Object.keys(sights))("are told apart with %s", (name) => {
    const sight = sights[name];
    if (sight === undefined) throw new Error(name);
    const colors = seriesColors[scheme].map((color) => seen(color, sight));

    for (const [index, color] of colors.entries()) {
      for (const other of colors.slice(0, index)) {
        expect(Math.hypot(color[0] - other[0], color[1] - other[1], color[2] - other[2])).toBeGreaterThan(0.075);
      }
    }
  });
});

describe("forty series", () => {
  it("all differ in colour or dash", () => {
    const looks = Array.from({ length: 40 }, (_, index) => `${index % seriesColors.light.length} ${index % seriesDashes.length}`);

    expect(new Set(looks).size).toBe(40);
  });
});
