import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { deleteDevice, renewDeviceToken, updateDevice } from "./change-device.ts";
import { createDevice } from "./create-device.ts";
import { getDevice, listData, listDevices, listVariables } from "./get-device.ts";
import { sendData, sendOwnData } from "./store-records.ts";

const { devices } = apiRoutes;

export const deviceRoutes = [
  on(devices.listDevices, (ctx, { query }) => listDevices(ctx, query)),
  on(devices.createDevice, (ctx, { body }) => createDevice(ctx, body)),
  on(devices.getDevice, (ctx, { params }) => getDevice(ctx, params.deviceId)),
  on(devices.updateDevice, (ctx, { params, body }) => updateDevice(ctx, params.deviceId, body)),
  on(devices.deleteDevice, (ctx, { params }) => deleteDevice(ctx, params.deviceId)),
  on(devices.renewDeviceToken, (ctx, { params }) => renewDeviceToken(ctx, params.deviceId)),
  on(devices.listVariables, (ctx, { params }) => listVariables(ctx, params.deviceId)),
  on(devices.listData, (ctx, { params, query }) => listData(ctx, params.deviceId, query)),
  on(devices.sendData, (ctx, { params, body }) => sendData(ctx, params.deviceId, body)),
  on(devices.sendOwnData, (ctx, { body }) => sendOwnData(ctx, body)),
];
