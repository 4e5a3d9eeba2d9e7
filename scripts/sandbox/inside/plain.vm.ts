/** What runs in the VM of an exercise without libraries, before any submission. */
import { prepareGlobals } from './globals';
import { createHarness, type Host } from './harness';

prepareGlobals();

export const start = (host: Host) => createHarness(host);
