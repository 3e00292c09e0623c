import { apiRoutes } from "@latchkey/contract";
import { keepValid, oneOf } from "../../shell/search-params.ts";

const list = apiRoutes.devices.listDevices.query.shape;
const data = apiRoutes.devices.listData.query.shape;

/** State of the device list in the address. */
export const devicesSearch = keepValid({ search: list.search, tag: list.tag, sort: list.sort, limit: list.limit, cursor: list.cursor });
export type DevicesSearch = ReturnType<typeof devicesSearch>;

const tabs = ["data", "connection", "activity"] as const;
export type DeviceTab = (typeof tabs)[number];

/** State of a device's page: the open tab, and the filters of its records. */
export const deviceSearch = keepValid({ tab: oneOf(tabs), variable: data.variable, from: data.from, to: data.to, cursor: data.cursor });
export type DeviceSearch = ReturnType<typeof deviceSearch>;
