/** What a model hides and what a person hides beside add up. */
import { causal, masking } from './mask';

const last = [
  [true, true, false],
  [true, true, false],
  [true, true, false],
];

test('a token sees itself and what came before it', () => {
  expect(causal(3)).toEqual([
    [true, false, false],
    [true, true, false],
    [true, true, true],
  ]);
});

test('without masks there is no option', () => {
  expect(masking()).toEqual({});
});

test('one mask is the option, whichever it is', () => {
  expect([masking(last), masking(undefined, last)]).toEqual([{ mask: last }, { mask: last }]);
});

test('of two masks a key is seen that both show', () => {
  expect(masking(causal(3), last).mask).toEqual([
    [true, false, false],
    [true, true, false],
    [true, true, false],
  ]);
});
