export { useVariables } from "./use-devices.ts";
