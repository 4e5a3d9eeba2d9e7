/** Wrong answers to exercise 03 as beginners write them. */
//! kata-hidden-8d27e4f0c1b5: never handed to students.
import type { Beginners } from '../judging/misconceptions';

/** A beginner's right versions, by loops over every number. */
const rightSplit = `
export function splitHeads(x, nHeads) {
  const dModel = x[0].length;
  if (x.some((row) => row.length !== dModel)) throw new RangeError('ragged');
  if (!(nHeads >= 1) || nHeads !== Math.floor(nHeads) || dModel % nHeads !== 0) throw new RangeError('heads ' + nHeads);
  const dK = dModel / nHeads;
  const heads = [];
  for (let h = 0; h < nHeads; h++) {
    const head = [];
    for (let t = 0; t < x.length; t++) {
      const row = [];
      for (let j = 0; j < dK; j++) row.push(x[t][h * dK + j]);
      head.push(row);
    }
    heads.push(head);
  }
  return heads;
}`;
const checkHeads = `
  const T = heads[0].length;
  const dK = heads[0][0].length;
  for (const head of heads) {
    if (head.length !== T) throw new RangeError('positions');
    for (const row of head) if (row.length !== dK) throw new RangeError('columns');
  }`;
const rightMerge = `
export function mergeHeads(heads) {
  ${checkHeads}
  const out = [];
  for (let t = 0; t < T; t++) {
    let row = [];
    for (const head of heads) row = row.concat(head[t]);
    out.push(row);
  }
  return out;
}`;
const split = (loop: string): string =>
  rightSplit.replace(/const heads = [\s\S]*/, `${loop}\n}`) + rightMerge;
const merge = (loop: string): string => `${rightSplit}
export function mergeHeads(heads) {
  ${checkHeads}
  ${loop}
}`;

export default [
  {
    mistake: 'reads the numbers on in one run',
    named: ['split-reshape-only'],
    code: split(`
  const flat = [];
  for (const row of x) for (const n of row) flat.push(n);
  const heads = [];
  let at = 0;
  for (let h = 0; h < nHeads; h++) {
    heads.push([]);
    for (let t = 0; t < x.length; t++) {
      heads[h].push(flat.slice(at, at + dK));
      at += dK;
    }
  }
  return heads;`),
  },
  {
    mistake: 'deals the columns out in turn',
    named: ['split-interleaved-columns'],
    code: split(`
  const heads = Array.from({ length: nHeads }, () => x.map(() => []));
  for (let t = 0; t < x.length; t++)
    for (let j = 0; j < dModel; j++) heads[j % nHeads][t].push(x[t][j]);
  return heads;`),
  },
  {
    mistake: 'puts positions before heads',
    named: ['split-positions-first'],
    code: split(`
  const all = [];
  for (const row of x) {
    const parts = [];
    for (let from = 0; from < dModel; from += dK) parts.push(row.slice(from, from + dK));
    all.push(parts);
  }
  return all;`),
  },
  {
    mistake: 'takes nHeads for the width of a head',
    named: ['split-heads-of-n-columns'],
    code: split(`
  const heads = [];
  for (let from = 0; from < dModel; from += nHeads) heads.push(x.map((row) => row.slice(from, from + nHeads)));
  return heads;`),
  },
  {
    mistake: 'gives slice a length for an end',
    named: ['split-length-for-end'],
    code: split(`
  const heads = [];
  for (let h = 0; h < nHeads; h++) heads.push(x.map((row) => row.slice(h * dK, dK)));
  return heads;`),
  },
  {
    mistake: 'steps by one column',
    named: ['split-overlapping-columns'],
    code: split(`
  const heads = [];
  for (let h = 0; h < nHeads; h++) heads.push(x.map((row) => row.slice(h, h + dK)));
  return heads;`),
  },
  {
    mistake: 'cuts the rows into heads, not the columns',
    named: ['split-rows'],
    code: split(`
  const heads = [];
  const size = Math.ceil(x.length / nHeads);
  for (let h = 0; h < nHeads; h++) heads.push(x.slice(h * size, (h + 1) * size).map((r) => [...r]));
  return heads;`),
  },
  {
    mistake: 'takes an end of slice for the last column',
    named: ['split-one-column-short'],
    code: split(`
  return [...Array(nHeads).keys()].map((h) => x.map((row) => row.slice(h * dK, h * dK + dK - 1)));`),
  },
  {
    mistake: 'turns each head over',
    named: ['split-head-transposed'],
    code: split(`
  const heads = [];
  for (let h = 0; h < nHeads; h++) {
    const cols = [];
    for (let j = h * dK; j < (h + 1) * dK; j++) cols.push(x.map((row) => row[j]));
    heads.push(cols);
  }
  return heads;`),
  },
  {
    mistake: 'cuts columns off the rows that it is given',
    named: ['split-changes-argument'],
    code: split(`
  const heads = [];
  while (heads.length < nHeads) heads.push(x.map((row) => row.splice(0, dK)));
  return heads;`),
  },
  {
    mistake: 'never asks whether the heads fit',
    named: ['split-drops-the-rest', 'split-checks-nothing'],
    besides: ['split-accepts-ragged', 'split-accepts-no-heads', 'split-accepts-fractions'],
    code: `
export function splitHeads(x, nHeads) {
  const dK = Math.floor(x[0].length / nHeads);
  const out = [];
  for (let h = 0; h < nHeads; h++) out.push(x.map((r) => r.slice(dK * h, dK * (h + 1))));
  return out;
}${rightMerge}`,
  },
  {
    mistake: 'concatenates whole heads',
    named: ['merge-stacks-heads'],
    code: merge(`
  let out = [];
  for (const head of heads) out = out.concat(head);
  return out;`),
  },
  {
    mistake: 'reads all heads on in one run',
    named: ['merge-reshape-only'],
    code: merge(`
  const flat = heads.flat(2);
  const out = [];
  while (flat.length > 0) out.push(flat.splice(0, heads.length * dK));
  return out;`),
  },
  {
    mistake: 'lets the columns of the heads alternate',
    named: ['merge-interleaved-columns'],
    code: merge(`
  const out = [];
  for (let t = 0; t < T; t++) {
    const row = [];
    for (let j = 0; j < dK; j++) for (let h = 0; h < heads.length; h++) row.push(heads[h][t][j]);
    out.push(row);
  }
  return out;`),
  },
  {
    mistake: 'adds the heads up',
    named: ['merge-adds-heads'],
    code: merge(`
  const out = heads[0].map((row) => row.map(() => 0));
  for (const head of heads) head.forEach((row, t) => row.forEach((n, j) => { out[t][j] += n; }));
  return out;`),
  },
  {
    mistake: 'loops over heads where positions are meant',
    named: ['merge-counts-heads-as-positions'],
    code: merge(`
  const out = [];
  for (let t = 0; t < heads.length; t++) out.push(heads.flatMap((head) => head[t] || []));
  return out;`),
  },
  {
    mistake: 'leaves each head a list of its own',
    named: ['merge-keeps-heads-apart'],
    code: merge(`
  const out = [];
  for (let t = 0; t < T; t++) out.push(heads.map((head) => [...head[t]]));
  return out;`),
  },
  {
    mistake: 'pushes onto the rows of the first head',
    named: ['merge-changes-argument'],
    code: merge(`
  const out = heads[0];
  for (let h = 1; h < heads.length; h++) for (let t = 0; t < T; t++) out[t].push(...heads[h][t]);
  return out;`),
  },
  {
    mistake: 'gives the last columns to the first head',
    named: [],
    code: split(`
  const heads = [];
  for (let h = nHeads - 1; h >= 0; h--) heads.push(x.map((r) => r.slice(h * dK, (h + 1) * dK)));
  return heads;`),
  },
  {
    mistake: 'goes through the heads from the last to the first',
    named: ['merge-last-head-first'],
    code: merge(`
  return heads[0].map((_, t) => {
    const row = [];
    for (let h = heads.length - 1; h >= 0; h--) for (const n of heads[h][t]) row.push(n);
    return row;
  });`),
  },
  {
    mistake: 'takes the mean of the heads',
    named: ['merge-averages-heads'],
    code: merge(`
  const out = [];
  for (let t = 0; t < T; t++) {
    out.push([]);
    for (let j = 0; j < dK; j++) {
      let s = 0;
      for (const head of heads) s += head[t][j];
      out[t].push(s / heads.length);
    }
  }
  return out;`),
  },
  {
    mistake: 'gives the same columns to every head',
    named: ['split-same-columns'],
    code: split(`
  const head = x.map((row) => row.filter((_, j) => j < dK));
  return new Array(nHeads).fill(head);`),
  },
  {
    mistake: 'merges without a look at the shapes',
    named: ['merge-accepts-shapes', 'merge-checks-nothing'],
    code: `${rightSplit}
export const mergeHeads = (heads) => heads.reduce((left, right) => left.map((row, t) => [...row, ...(right[t] ?? [])]));`,
  },
] satisfies Beginners;
