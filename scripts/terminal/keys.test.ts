/** Keys come one at a time, and the terminal is given back. */
import { EventEmitter } from 'node:events';
import { listenForKeys } from './keys';

test('Ctrl-C gives the terminal back and ends the process', () => {
  const modes: boolean[] = [];
  const keyboard = Object.assign(new EventEmitter(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => modes.push(isRaw),
    resume: () => {},
    pause: () => {},
  });
  const end = jest.fn(() => expect(modes).toEqual([true, false]));
  listenForKeys(['q'], keyboard, end);
  keyboard.emit('data', Buffer.from('x'));
  expect(end).not.toHaveBeenCalled();
  keyboard.emit('data', Buffer.from('\u0003'));
  expect(end).toHaveBeenCalledTimes(1);
  expect(keyboard.listenerCount('data')).toBe(0);
});
