export { createLiveHub, type LiveHub } from "./live-hub.ts";
export { deleteOldLiveMessages, liveBytesMax, publishLive } from "./publish-live.ts";
