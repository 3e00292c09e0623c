import fc from "fast-check";

/** `.ci/run` draws the random worlds from what it tests, so that the same tree is judged by the same worlds each time. */
const seed = process.env["PROPERTY_SEED"];
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
