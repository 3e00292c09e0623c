export function createFakeClock(start = new Date("2026-03-02T09:00:00.000Z")) {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    advance: ({ minutes = 0, hours = 0, days = 0 }) => {
      now += ((days * 24 + hours) * 60 + minutes) * 60_000;
    },
  };
}
//# sourceMappingURL=fake-clock.js.map
