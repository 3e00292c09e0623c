export { browserRoutes } from "./browsers.routes.ts";
export { describeUserAgent, nameOfUserAgent } from "./browsers.rules.ts";
export { findBrowser } from "./browsers.store.ts";
export { forgetOldBrowsers } from "./forget-old-browsers.ts";
export { findKnownBrowser, recogniseBrowser, trustBrowser, type KnownBrowser, type RecognisedBrowser } from "./recognise-browser.ts";
export { tellOfNewBrowser, tellOfWaitingBrowser } from "./tell-about-browser.ts";
