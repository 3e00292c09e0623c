export { authenticateDevice } from "./authenticate-device.ts";
export { deleteDevice, updateDevice } from "./change-device.ts";
export { changeRecords, deleteAllRecords, deleteRecords, type RecordChange } from "./change-records.ts";
export { createDevice } from "./create-device.ts";
export { aggregateRecords, listNewestRecords, valueOf, type DataRecordRow } from "./data-records.store.ts";
export { createDeviceToken, deleteDeviceToken, listDeviceTokens } from "./device-tokens.ts";
export { deviceRoutes } from "./devices.routes.ts";
export { findDevice, listDevicesByIds, type DeviceRow } from "./devices.store.ts";
export { storeRecords } from "./store-records.ts";
