export { createLiveHub, type LiveHub } from "./live-hub.ts";
export { deleteOldLiveMessages, publishLive } from "./publish-live.ts";
