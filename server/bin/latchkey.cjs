#!/usr/bin/env node
// An installed package's entry: what has to be known before Node reads its first module, then the command line.
require("./more-threads.cjs");

void import("./latchkey.js");
