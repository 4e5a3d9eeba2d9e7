/** `npm run explore`: the attention explorer, a local page that runs the learner's own code. */

import { findEarliestBroken } from '../check/earliest';
import { choicesOf } from '../explore/choices';
import { readHost } from '../explore/host';
import { readPort, serveExplorer } from '../explore/serve';
import { TINY } from '../scenes/model-scene';
import { modelNames } from '../scenes/open-scene';
import { paint } from '../terminal/colour';
import { runCommand } from '../terminal/command';
import { print } from '../terminal/output';

const usage = `
Usage: npm run explore [-- flags]

Serves a page on this machine alone. It runs your own multiHeadAttention in the browser,
draws what it attends to, and runs it again whenever you save a file.

  --port N      where to listen (default 4747, or the next that is free; 0 for any)
  --host NAME   one more host that may ask, of an editor in the cloud; Codespaces and
                Gitpod say theirs themselves
  --help        show this

Ctrl-C ends it. Exit code: 0 ended, 2 could not run.
`;

const options = { port: { type: 'string' }, host: { type: 'string' } } as const;

void runCommand({ usage, options }, async ({ values }) => {
  const port = readPort(values.port);
  const outside = readHost(values.host, process.env);
  const choices = choicesOf([TINY, ...modelNames]);
  const { url, host, ended } = await serveExplorer(choices, port, findEarliestBroken, outside);
  print(`${paint('bold', 'Attention explorer')}  ${url}`);
  if (host) print(`${paint('dim', 'From your editor: ')}https://${host}/`);
  print(paint('dim', 'Open it in a browser; Ctrl-C ends it.'));
  await ended;
  return 0;
});
