/** What nothing inside can interrupt: it takes all of the processor that an exercise may. */
import { against, body } from './form';

export const uninterruptible = against('softmax', {
  'searches what is nearly endless': [
    'timeout',
    body('return [].includes.call({ length: 2 ** 53 - 1 }, 1);'),
  ],
  'searches what is nearly endless while loading': [
    'timeout',
    '[].indexOf.call({ length: 2 ** 53 - 1 }, 1);',
  ],
  'searches what is very long, call after call': [
    'timeout',
    body('for (let i = 0; i < 40; i++) [].includes.call({ length: 2 ** 24 }, 1); return x;'),
  ],
  'takes text apart without end': ['timeout', body("for (;;) 'x'.repeat(2e6).split('');")],
});
