export { useVariables } from "./use-devices.ts";
export { useRecordValue } from "./use-record-value.ts";
