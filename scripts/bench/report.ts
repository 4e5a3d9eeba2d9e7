/** The result of `bench`: one value that the table, the picture and `--json FILE` are made of. */
import { cpus } from 'node:os';
import type { Engines } from './contenders';
import type { Result, Timing, Verdict } from './measure';
import { type Course, HEADS } from './sizes';

/** Times of two machines are not to be compared. */
export interface Machine {
  node: string;
  cpu: string;
  cores: number;
}

export interface BenchReport {
  schema: 'attention-kata/bench/v1';
  machine: Machine;
  target: string;
  heads: number;
  Ts: number[];
  dModels: number[];
  contenders: {
    name: string;
    /** `05-multi-head`; null for the reference. */
    exercise: string | null;
    /** `tfjs-wasm 4.22.0`, `PyTorch 2.15.0`; null for the target's own code. */
    engine: string | null;
    verdict: Verdict;
    says: string | null;
    timings: Timing[];
    printed: number;
  }[];
  /** Engines that cannot run here, and libraries that are not installed. */
  absent: Engines['absent'];
}

export type Row = BenchReport['contenders'][number];

const rowOf = ({ contender, ...rest }: Result): Row => ({
  name: contender.name,
  exercise: contender.kind === 'code' ? contender.exercise.slug : null,
  engine: contender.kind === 'engine' ? contender.label : null,
  ...rest,
});

export function machineHere(): Machine {
  const processors = cpus();
  return {
    node: process.version,
    cpu: processors[0]?.model.trim() || process.arch,
    cores: processors.length,
  };
}

/** Everything that was found out, the target's own code first. */
export function reportOf(
  target: string,
  { Ts, dModels }: Course,
  { absent }: Engines,
  results: Result[],
): BenchReport {
  const rows = results.map(rowOf);
  return {
    schema: 'attention-kata/bench/v1',
    machine: machineHere(),
    target,
    heads: HEADS,
    Ts,
    dModels,
    contenders: [
      ...rows.filter(({ exercise }) => exercise !== null),
      ...rows.filter(({ exercise }) => exercise === null),
    ],
    absent,
  };
}

/** The time of a contender at a size. */
export const timingAt = ({ timings }: Row, T: number, dModel: number): Timing | undefined =>
  timings.find((timing) => timing.T === T && timing.dModel === dModel);

/** `Node v20.20.0, 2 × Some CPU` */
export const showMachine = ({ machine: { node, cpu, cores } }: { machine: Machine }): string =>
  `Node ${node}, ${cores} × ${cpu}`;
