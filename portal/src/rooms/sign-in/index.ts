export { useEnterPortal } from "./use-enter-portal.ts";
