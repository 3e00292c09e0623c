import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, useProfileId } from "../../shell/index.ts";
import type { PolicyForm } from "./policy-form.ts";
import { toPreviewRequest } from "./read-preview.ts";
import type { Preview, PreviewRequest } from "./read-preview.ts";

const pauseMilliseconds = 350;

/** Who and what the draft matches, asked when typing pauses. */
export function usePolicyPreview(form: Pick<PolicyForm, "targets" | "permissions">) {
  const profileId = useProfileId();
  const [asked] = useDebouncedValue(JSON.stringify(toPreviewRequest(form)), pauseMilliseconds);
  const request = JSON.parse(asked) as PreviewRequest;
  const isWorthAsking = request.targets.length > 0 || request.permissions.length > 0;

  return useQuery({
    queryKey: ["profiles", profileId, "policy-preview", asked],
    queryFn: async ({ signal }): Promise<Preview> => ({
      request,
      answer: await api.access.previewPolicy({ params: { profileId }, body: request, signal }),
    }),
    enabled: isWorthAsking,
    placeholderData: keepPreviousData,
  });
}
