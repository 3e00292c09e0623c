import { useDebouncedValue } from "@mantine/hooks";
import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { parsePolicy } from "@latchkey/contract";
import type { IdsOf } from "@latchkey/contract";
import { useProfileId } from "../../shell/index.ts";
import { kindOf } from "../resources/index.ts";

const pauseMilliseconds = 300;
const anyId = "0".repeat(24);

/** The ids behind names that stand alone in a text; asked when typing pauses. */
export function useNameIds(text: string): { idsOf: IdsOf; isLooking: boolean } {
  const profileId = useProfileId();
  const [settled] = useDebouncedValue(text, pauseMilliseconds);
  const asked = useMemo(() => namesIn(settled), [settled]);

  const found = useQueries({
    queries: asked.map(({ type, name }) => ({
      queryKey: ["profiles", profileId, "things", type, "named", name],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const things = (await kindOf(type)?.find({ profileId, search: name, signal })) ?? [];

        return things.filter((thing) => thing.name === name).map((thing) => thing.id);
      },
      staleTime: 10_000,
    })),
    combine: (results) => ({
      ids: new Map(asked.map(({ type, name }, index) => [`${type} ${name}`, results[index]?.data ?? []])),
      isLooking: results.some((result) => result.isPending),
    }),
  });

  return { idsOf: (type, name) => found.ids.get(`${type} ${name}`) ?? [], isLooking: found.isLooking || settled !== text };
}

/** Reading once with an answer to everything tells what would be asked. */
function namesIn(text: string): { type: string; name: string }[] {
  const names = new Map<string, { type: string; name: string }>();
  parsePolicy(text, (type, name) => {
    names.set(`${type} ${name}`, { type, name });
    return [anyId];
  });

  return [...names.values()];
}
