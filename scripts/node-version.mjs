const floor = [20, 19];

/**
 * Says what to do on a Node that is too old; nothing otherwise. Kept in syntax that an old Node can read.
 * @param {string} version
 */
export function nodeVersionProblem(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNewEnough = major > floor[0] || (major === floor[0] && minor >= floor[1]);
  if (isNewEnough) return undefined;
  return `Latchkey needs Node ${floor.join(".")} or newer, this is Node ${version}: install a newer one from https://nodejs.org`;
}
