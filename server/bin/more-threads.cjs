// Loaded with `node --require` before anything else: libuv reads this once, when its first thread is needed, which is when
// Node reads the first module. Password hashes take a thread a core; files and host names must not wait behind them.
const { availableParallelism } = require("node:os");

process.env.UV_THREADPOOL_SIZE ??= String(availableParallelism() + 4);
