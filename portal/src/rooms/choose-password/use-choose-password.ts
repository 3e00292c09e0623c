import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, useSlug } from "../../shell/index.ts";

/** Uses up the link; opening the page did not. Ends at the sign-in page. */
export function useChoosePassword(token: string) {
  const slug = useSlug();
  const navigate = useNavigate();

  return useMutation({
    mutationFn: (password: string) => api.portal.redeemPortalPasswordLink({ params: { slug }, body: { token, password } }),
    onSuccess: () => navigate({ to: "/$slug/sign-in", params: { slug }, search: { notice: "password-set" }, hash: "", replace: true }),
  });
}
