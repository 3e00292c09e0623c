/** Roles that include themselves through others, groups that are below themselves: refused when saved. */

/** The ids along the first circle found, each once; null when there is none. */
export function findRoleCycle(roles: Iterable<{ readonly id: string; readonly includes: readonly string[] }>): string[] | null {
  return findCycle(new Map([...roles].map(({ id, includes }) => [id, includes])));
}

export function findGroupCycle(groups: Iterable<{ readonly id: string; readonly parentId: string | null }>): string[] | null {
  return findCycle(new Map([...groups].map(({ id, parentId }) => [id, parentId === null ? [] : [parentId]])));
}

/** Walks without recursion: nobody promises how long a chain of roles is. */
function findCycle(edges: ReadonlyMap<string, readonly string[]>): string[] | null {
  const finished = new Set<string>();
  for (const start of edges.keys()) {
    const path: { id: string; next: number }[] = [{ id: start, next: 0 }];
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const id = finished.has(last.id) ? undefined : edges.get(last.id)?.[last.next];
      last.next += 1;
      if (id === undefined) {
        finished.add(last.id);
        path.pop();
        continue;
      }

      const seenAt = path.findIndex((step) => step.id === id);
      if (seenAt !== -1) return path.slice(seenAt).map((step) => step.id);
      path.push({ id, next: 0 });
    }
  }
  return null;
}
