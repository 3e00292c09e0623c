import { apiRoutes, slugOfPlace } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { proveAgain, sendProofCode, startProof } from "./prove-again.ts";
import { getProof } from "./proof-methods.ts";

const { proofs } = apiRoutes;

export const proofRoutes = [
  on(proofs.getProof, (ctx) => getProof(ctx)),
  on(proofs.startProof, (ctx) => startProof(ctx)),
  on(proofs.sendProofCode, (ctx, { body }) => sendProofCode(ctx, body.kind)),
  on(proofs.proveAgain, async (ctx, { params, body }, reply) => {
    const { token, expiresAt, provedUntil } = await proveAgain(ctx, body);
    const slug = slugOfPlace(params.place);
    reply.startSession({ token, expiresAt, ...(slug === null ? {} : { slug }) });
    return { provedUntil: provedUntil.toISOString() };
  }),
];
