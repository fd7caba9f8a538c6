"use client";

import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { queryKeys } from "#components/live/query-keys.ts";
import type { PersonDetailView, PersonView, UpdatePersonInput } from "#lib/contract/people.ts";
import { type ApiOutput, call } from "#lib/http/client.ts";

type Pages = InfiniteData<ApiOutput<"listPeople">, string | undefined>;

const listsKey = [...queryKeys.people, "list"] as const;
const personKey = (id: string) => [...queryKeys.people, "one", id] as const;

export function usePeople(q: string) {
  const query = useInfiniteQuery({
    queryKey: [...listsKey, q],
    queryFn: ({ pageParam, signal }) => call("listPeople", { q, limit: 100, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  const people = (query.data?.pages ?? []).flatMap((page): PersonView[] => page.items);
  return { ...query, people };
}
export type People = ReturnType<typeof usePeople>;

export const usePerson = (id: string) =>
  useQuery({
    queryKey: personKey(id),
    queryFn: ({ signal }) => call("getPerson", { id }, { signal }),
    enabled: id !== "",
  });

/** Saves a change and shows its result everywhere the person stands. */
export function useUpdatePerson() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, input }: { id: string; input: UpdatePersonInput }) =>
      call("updatePerson", { id, ...input }),
    onSuccess: (person: PersonDetailView) => {
      const { history: _, ...view } = person;
      client.setQueryData(personKey(person.id), person);
      client.setQueriesData<Pages>(
        { queryKey: listsKey },
        (pages) =>
          pages && {
            ...pages,
            pages: pages.pages.map((page) => ({
              ...page,
              items: page.items.map((item) => (item.id === person.id ? view : item)),
            })),
          },
      );
    },
  });
}
