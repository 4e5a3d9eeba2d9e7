/**
 * Measures how far every operation of the reference is from float64 on the engine that
 * `KATA_ENGINE` names, and writes it as one line of JSON. Each error is the largest in the tensor,
 * relative to the largest number expected, the worst of several seeds.
 */
import type { Data } from '../../judging/data';
import { seededInputs } from '../../judging/inputs';
import { engine, loadEngine } from '../engine';
import { loadParity, type Pair } from './parity';

const SEEDS = [1, 2, 3];

/** Tensors of an answer by name: `.weights`, `.output`, or the empty name for a bare one. */
function tensorsIn(value: Data, name = ''): Map<string, number[]> {
  if (typeof value !== 'object' || Array.isArray(value))
    return new Map([[name, [value].flat(4) as number[]]]);
  const fields = Object.entries(value ?? {});
  return new Map(fields.flatMap(([key, field]) => [...tensorsIn(field, `${name}.${key}`)]));
}

function relativeError([actual, expected]: Pair): number {
  const got = tensorsIn(actual);
  const errors = [...tensorsIn(expected)].map(([name, wanted]) => {
    const found = got.get(name) ?? [];
    if (found.length !== wanted.length) return Number.NaN;
    const largest = Math.max(...wanted.map(Math.abs));
    return (
      Math.max(...wanted.map((value, i) => Math.abs(value - (found[i] ?? Number.NaN)))) / largest
    );
  });
  return Math.max(...errors);
}

async function measure(): Promise<void> {
  await loadEngine();
  const measures = Object.entries(await loadParity()).flatMap(([operation, { cases }]) =>
    Object.entries(cases).map(([name, answer]) => ({ title: `${operation} ${name}`, answer })),
  );
  const errors = measures.map(({ title, answer }) => {
    const worst = SEEDS.map((seed) => relativeError(answer(seededInputs(seed, title))));
    return [title, Math.max(...worst)];
  });
  console.log(JSON.stringify({ label: engine().label, errors: Object.fromEntries(errors) }));
}

void measure();
