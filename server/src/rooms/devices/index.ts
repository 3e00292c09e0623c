export { authenticateDevice } from "./authenticate-device.ts";
export { aggregateRecords, listNewestRecords, valueOf } from "./data-records.store.ts";
export { deviceRoutes } from "./devices.routes.ts";
export { listDevicesByIds, type DeviceRow } from "./devices.store.ts";
export { storeRecords } from "./store-records.ts";
