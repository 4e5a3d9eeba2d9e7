/** What a hub may do with a request, right and wrong, as data that fast-check makes and shrinks. */
import fc from 'fast-check';
import type { Trick } from './hub';

/** Anything that is not the file, and that a check of the file or of its hash can tell from it. */
const bodies: Readonly<Record<string, (size: number) => Buffer>> = {
  nothing: () => Buffer.alloc(0),
  object: () => Buffer.from('{}'),
  list: () => Buffer.from('[1,2]'),
  page: (size) => Buffer.alloc(size, '<html><body>Sign in to go on</body></html>'),
  zeros: (size) => Buffer.alloc(size),
  ones: (size) => Buffer.alloc(size, 0xff),
};

const statuses = [201, 204, 206, 304, 400, 401, 403, 404, 408, 410, 416, 429, 500, 503] as const;

const locations = ['', '/', '/elsewhere', 'ftp://x/y', 'http://127.0.0.1:1/', 'http://', '://'];

const header = fc.constantFrom<[string, string]>(
  ['x-repo-commit', 'dead'],
  ['x-repo-commit', '../../up'],
  ['x-linked-size', '7'],
  ['x-linked-size', '-1'],
  ['x-linked-etag', `"${'0'.repeat(64)}"`],
  ['x-linked-etag', '"'],
  ['etag', `"${'1'.repeat(40)}"`],
  ['content-range', 'bytes 0-7/8'],
  ['content-range', 'bytes 0-7/99999999999999999999'],
  ['content-range', 'none'],
  ['content-encoding', 'gzip'],
  ['content-encoding', 'unheard-of'],
  ['content-length', '3'],
);

export const behaviours = fc.oneof(
  { weight: 40, arbitrary: fc.constant({ does: 'right' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('status' as const),
      status: fc.constantFrom(...statuses),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('redirect' as const),
      to: fc.constantFrom(...locations),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('body' as const),
      body: fc.constantFrom(...Object.keys(bodies)),
      isPart: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('header' as const), header }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('cut' as const), after: fc.nat(4000) }) },
  { weight: 1, arbitrary: fc.constant({ does: 'hang up' as const }) },
  { weight: 1, arbitrary: fc.constant({ does: 'silence' as const }) },
  { weight: 1, arbitrary: fc.constant({ does: 'trickle' as const }) },
);

export type Behaviour = typeof behaviours extends fc.Arbitrary<infer T> ? T : never;

/** A range is answered as a range, so that the body alone is wrong. */
function answerWith(
  body: string,
  isPart: boolean,
  range: string | undefined,
  response: Parameters<Trick>[1],
): void {
  const [, from, to] = /=(\d+)-(\d+)/.exec(range ?? '') ?? [];
  const size = from && to ? Number(to) + 1 - Number(from) : 500;
  const headers = { 'content-range': `bytes ${from}-${to}/132080` };
  response.writeHead(isPart && from ? 206 : 200, isPart && from ? headers : {});
  response.end(bodies[body]?.(size));
}

/** Sends the right answer no further than so many bytes. */
function cut(response: Parameters<Trick>[1], after: number): void {
  const end = response.end.bind(response);
  response.end = ((bytes: Buffer) => {
    if (!Buffer.isBuffer(bytes)) return end(bytes);
    return response.write(bytes.subarray(0, after), () => response.destroy());
  }) as typeof response.end;
}

function trickle(response: Parameters<Trick>[1]): void {
  response.writeHead(200, { 'content-length': 1e6 });
  const timer = setInterval(() => response.write(' '), 10);
  response.on('close', () => clearInterval(timer));
}

/** Does one thing with one request; true where that answers it. */
export function act(behaviour: Behaviour, ...[{ range }, response]: Parameters<Trick>): boolean {
  switch (behaviour.does) {
    case 'right':
      return false;
    case 'status':
      return Boolean(response.writeHead(behaviour.status).end());
    case 'redirect':
      return Boolean(response.writeHead(302, { location: behaviour.to }).end());
    case 'body':
      answerWith(behaviour.body, behaviour.isPart, range, response);
      return true;
    case 'header': {
      const set = response.setHeader.bind(response);
      const [name, value] = behaviour.header;
      set(name, value);
      response.setHeader = (other, given) => (other === name ? response : set(other, given));
      return false;
    }
    case 'cut':
      cut(response, behaviour.after);
      return false;
    case 'hang up':
      return Boolean(response.destroy());
    case 'silence':
      return true;
    case 'trickle':
      trickle(response);
      return true;
  }
}
