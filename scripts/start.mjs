#!/usr/bin/env node
import { start } from "./start/main.mjs";

await start(process.argv.slice(2));
