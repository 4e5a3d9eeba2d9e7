/** What a person may type where a value or an argument stands. */
import fc from 'fast-check';

export const values = fc.oneof(
  fc.constantFrom(
    '1',
    '0',
    '-1',
    '1.5',
    '1e9',
    '007',
    '9'.repeat(30),
    'NaN',
    '',
    ' ',
    '1-3',
    '3-1',
  ),
  fc.constantFrom(
    'softmax',
    '01-softmax',
    'sofmtax',
    'json,csv',
    'jsn',
    '1/4',
    '4/1',
    'merge',
    'full',
  ),
  fc.constantFrom(
    'constructor',
    '__proto__',
    'toString',
    'a. b',
    "it's",
    '\u001b[31m',
    '-',
    '--',
    '=',
    '../..',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
