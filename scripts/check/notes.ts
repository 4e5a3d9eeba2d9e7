/**
 * Notes the calls that an example makes of an exercise's functions, so that a failure can show the
 * call as one would type it. An argument that is an earlier answer is noted as that call.
 */
import { type Data, encode, kindOf, NotData } from '../../reference/judging/data';
import type { Argument, Call } from '../../reference/judging/verdict';

/** Numbers of an argument that is noted; a longer one is noted by its kind. */
const MOST = 10_000;

export interface Notes {
  /** Before an example is run, or run again. */
  begin(): void;
  /** The function as the example is to see it. */
  note(name: string, called: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown;
  /** The calls so far; their arguments are still encoded. */
  calls(): readonly Call[];
  /** What the last call gave, encoded; undefined where it gave no data. */
  returned(): unknown;
  /** The function that first changed what it was called with, in this example or an earlier one. */
  spoiler(): string | null;
}

function dataOf(value: unknown): { data: Data } {
  try {
    return { data: encode(value, MOST) as never };
  } catch (error) {
    // A learner's answer may throw anything while it is read.
    const isKnown = error instanceof NotData;
    return { data: isKnown ? `‹${kindOf(value)}›` : '‹…›' };
  }
}

export function createNotes(): Notes {
  let calls: Call[] = [];
  let answers = new Map<unknown, number>();
  let returned: unknown;
  let spoiler: string | null = null;
  const argumentOf = (value: unknown): Argument => {
    const answerOf = answers.get(value);
    return answerOf === undefined ? dataOf(value) : { answerOf };
  };
  return {
    begin() {
      calls = [];
      answers = new Map();
    },
    note:
      (name, called) =>
      (...args) => {
        const at = calls.push({ name, args: args.map(argumentOf) }) - 1;
        const before = JSON.stringify(args.map(dataOf));
        returned = undefined;
        const answer = called(...args);
        if (spoiler === null && JSON.stringify(args.map(dataOf)) !== before) spoiler = name;
        const given = dataOf(answer);
        returned = typeof given.data === 'string' ? undefined : given.data;
        if (Object(answer) === answer) answers.set(answer, at);
        return answer;
      },
    calls: () => calls,
    returned: () => returned,
    spoiler: () => spoiler,
  };
}
