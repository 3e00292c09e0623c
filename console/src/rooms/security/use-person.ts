import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

interface Keyed {
  queryKey: readonly unknown[];
}

/** One part of what is known about a person's sign-in. */
export function usePart<Data>(person: Keyed, part: string, load: (signal: AbortSignal) => Promise<Data>) {
  return useQuery({ queryKey: [...person.queryKey, part], queryFn: ({ signal }) => load(signal) });
}

/** A change to a person's sign-in: sessions, devices and factors hang together, so all of it is asked anew. */
export function useChange<Variables>(person: Keyed, change: (variables: Variables) => Promise<unknown>) {
  const queryClient = useQueryClient();

  return useMutation({ mutationFn: change, onSettled: () => queryClient.invalidateQueries({ queryKey: person.queryKey }) });
}
