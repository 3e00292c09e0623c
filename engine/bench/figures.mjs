/** Prints each figure as soon as it is there: a table for people, one JSON object per line with --json. */

const isJson = process.argv.includes("--json");

export function report(caseName, { subject, value, unit, ratio = null, versus = null }) {
  const roundedRatio = ratio === null ? null : Number(ratio.toPrecision(3));
  const figure = { bench: "engine", case: caseName, subject, value: Number(value.toPrecision(4)), unit, ratio: roundedRatio, versus };
  console.log(isJson ? JSON.stringify(figure) : toLine(figure));
}

export function reportTimes(caseName, name, { times, rate }) {
  report(caseName, { subject: `${name} p50`, value: times.p50, unit: "µs" });
  report(caseName, { subject: `${name} p99`, value: times.p99, unit: "µs" });
  if (rate !== undefined) report(caseName, { subject: `${name} rate`, value: rate, unit: "per s" });
}

function toLine(figure) {
  const ratio = figure.ratio === null ? "" : `${figure.ratio} x ${figure.versus}`;
  const value = figure.value.toLocaleString("en", { maximumFractionDigits: 3 });
  return `${figure.case.padEnd(24)}${figure.subject.padEnd(48)}${value.padStart(14)} ${figure.unit.padEnd(6)}  ${ratio}`;
}
