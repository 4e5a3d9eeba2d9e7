/** How `try:windows` ends where it cannot run; with Wine it takes minutes and is run by hand. */
import { root } from '../../reference/root';
import { runIn } from '../testing/checkout';

const run = (...args: string[]) => runIn(root, ['try-windows', ...args], { WINE: '/nowhere/wine' });

test('without Wine it says how to get one, and makes nothing', () => {
  const { code, stdout, stderr } = run();
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(
    /^Cannot run: \/nowhere\/wine was not found\. .*apt-get install wine64.*\n$/,
  );
});

test('a Node that does not start in Wine is refused with those that do', () => {
  const { code, stderr } = run('--node', '26');
  expect(code).toBe(2);
  expect(stderr).toMatch(/--node 26: expected 20 or 22/);
});
