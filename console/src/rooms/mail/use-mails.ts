import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Mail, MailDelivery, MailDetail, MailQuery, MailSecret, Page } from "@latchkey/contract";
import { api } from "../../shell/index.ts";

/** A profile's id, or null for what belongs to no profile. */
export type MailOwner = string | null;
export type MailFilter = { [K in keyof MailQuery]?: MailQuery[K] | undefined };

function loadMails(owner: MailOwner, filter: MailFilter, signal: AbortSignal): Promise<Page<Mail>> {
  const query: Partial<MailQuery> = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));

  return owner === null
    ? api.mails.listDeploymentMails({ query, signal })
    : api.mails.listMails({ params: { profileId: owner }, query, signal });
}

export function useMailPage(owner: MailOwner, filter: MailFilter) {
  return useQuery({
    queryKey: ["mails", owner, "list", filter],
    queryFn: ({ signal }) => loadMails(owner, filter, signal),
    placeholderData: keepPreviousData,
  });
}

const userPageRows = 25;

export function useUserMails(profileId: string, userId: string) {
  return useInfiniteQuery({
    queryKey: ["mails", profileId, "user", userId],
    queryFn: ({ pageParam, signal }) => loadMails(profileId, { userId, limit: userPageRows, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function useMailDelivery(owner: MailOwner) {
  return useQuery({
    queryKey: ["mails", owner, "delivery"],
    queryFn: ({ signal }): Promise<MailDelivery> =>
      owner === null
        ? api.mails.getDeploymentMailDelivery({ signal })
        : api.mails.getMailDelivery({ params: { profileId: owner }, signal }),
  });
}

export function useMail(owner: MailOwner, mailId: string) {
  return useQuery({
    queryKey: ["mails", owner, "one", mailId],
    queryFn: ({ signal }): Promise<MailDetail> =>
      owner === null
        ? api.mails.getDeploymentMail({ params: { mailId }, signal })
        : api.mails.getMail({ params: { profileId: owner, mailId }, signal }),
  });
}

function useRefreshMails(owner: MailOwner) {
  const queryClient = useQueryClient();

  return () => queryClient.invalidateQueries({ queryKey: ["mails", owner] });
}

export function useSendAgain(owner: MailOwner) {
  const refresh = useRefreshMails(owner);

  return useMutation({
    mutationFn: (mailId: string) =>
      owner === null
        ? api.mails.sendDeploymentMailAgain({ params: { mailId } })
        : api.mails.sendMailAgain({ params: { profileId: owner, mailId } }),
    onSuccess: refresh,
  });
}

export function useRevealSecret(owner: MailOwner) {
  return useMutation({
    mutationFn: (mailId: string): Promise<MailSecret> =>
      owner === null
        ? api.mails.revealDeploymentMailSecret({ params: { mailId } })
        : api.mails.revealMailSecret({ params: { profileId: owner, mailId } }),
  });
}

export function useSendTest(owner: MailOwner) {
  const refresh = useRefreshMails(owner);

  return useMutation({
    mutationFn: (body: { to: string }): Promise<MailDetail> =>
      owner === null ? api.mails.sendDeploymentTestMail({ body }) : api.mails.sendTestMail({ params: { profileId: owner }, body }),
    onSettled: refresh,
  });
}
