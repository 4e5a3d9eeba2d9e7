/**
 * A class graded as an array job of a real Slurm of one node, a part of it requeued in the middle:
 * the reports have to be the bytes of a run on one machine. Skipped where there is no Slurm to start.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../../reference/root';
import { makeCheckout, runIn } from '../../testing/checkout';

const has = (program: string): boolean => spawnSync('which', [program]).status === 0;
const lacking =
  process.getuid?.() === 0
    ? ['slurmctld', 'slurmd', 'munged', 'sbatch'].find((program) => !has(program))
    : 'root';
const name = 'a class that Slurm grades in parts, one of them requeued, has the same bytes';

const configuration = (folder: string): string => `
ClusterName=kata
SlurmctldHost=${hostname()}(127.0.0.1)
SlurmctldPort=26817
SlurmdPort=26818
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${folder}/munge/socket
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
ReturnToService=2
SchedulerParameters=sched_interval=1,bf_interval=1
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmdSpoolDir=${folder}/spool
StateSaveLocation=${folder}/state
NodeName=${hostname()} NodeAddr=127.0.0.1 CPUs=2 RealMemory=4000 State=UNKNOWN
PartitionName=main Nodes=${hostname()} Default=YES MaxTime=INFINITE State=UP
`;

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let waited = 0; waited < 120_000; waited += 100) {
    if (isSo()) return;
    await sleep(100);
  }
  throw new Error(`Slurm: expected ${what} within two minutes`);
}

/** Munge wants folders and a key of its own user's. */
function startMunge(folder: string): ChildProcess {
  const place = join(folder, 'munge');
  mkdirSync(place);
  writeFileSync(join(place, 'key'), Buffer.alloc(128, 7), { mode: 0o600 });
  const [uid, gid] = ['-u', '-g'].map((flag) =>
    Number(spawnSync('id', [flag, 'munge'], { encoding: 'utf8' }).stdout),
  ) as [number, number];
  for (const path of [place, join(place, 'key')]) chownSync(path, uid, gid);
  const paths = ['key', 'socket', 'pid', 'log', 'seed'].map((what) => {
    const flag = { key: 'key-file', pid: 'pid-file', log: 'log-file', seed: 'seed-file' }[what];
    return `--${flag ?? what}=${join(place, what)}`;
  });
  return spawn('munged', ['--foreground', ...paths], { uid, gid, stdio: 'ignore' });
}

/** Persons with right and wrong answers to exercises 01 and 02. */
function handInClass(folder: string): void {
  for (let i = 0; i < 24; i += 1) {
    for (const slug of ['01-softmax', '02-cosine-sim'].slice(i % 2)) {
      const from = i % 3 === 0 ? 'exercises' : 'solutions';
      cpSync(join(root, from, slug), join(folder, `person-${i}`, slug), { recursive: true });
    }
  }
}

(lacking ? test.skip : test)(
  lacking ? `${name} (skipped: no ${lacking} here)` : name,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'slurm-'));
    const kit = makeCheckout();
    const daemons: ChildProcess[] = [];
    const env = {
      ...process.env,
      // The engine of the run on one machine, which `runIn` chooses.
      KATA_ENGINE: 'tfjs-wasm',
      SLURM_CONF: join(folder, 'slurm.conf'),
    };
    const slurm = (program: string, ...args: string[]): string =>
      spawnSync(program, args, { env, encoding: 'utf8' }).stdout.trim();
    try {
      const [submissions, out] = [join(folder, 'class'), join(folder, 'out')];
      handInClass(submissions);
      for (const place of ['spool', 'state']) mkdirSync(join(folder, place));
      writeFileSync(env.SLURM_CONF, configuration(folder));
      // Munge's user has to pass through to its own folder.
      spawnSync('chmod', ['755', folder]);
      daemons.push(startMunge(folder));
      await until(() => existsSync(join(folder, 'munge', 'socket')), 'munge');
      for (const daemon of ['slurmctld', 'slurmd']) {
        daemons.push(spawn(daemon, ['-D'], { env, stdio: 'ignore' }));
      }
      await until(() => /idle/.test(slurm('sinfo', '-h', '-o', '%T')), 'an idle node');

      const script = join(kit.folder, '.github', 'slurm', 'grade.sh');
      cpSync(join(root, '.github'), join(kit.folder, '.github'), { recursive: true });
      const begun = spawnSync('sh', [script, submissions, out, '3', '7'], {
        env,
        encoding: 'utf8',
      });
      const [, parts = '', merge = ''] = /Parts (\d+), merge (\d+)/.exec(begun.stdout) ?? [];
      expect([begun.stderr, Number(parts), Number(merge)]).toEqual([
        '',
        expect.any(Number),
        expect.any(Number),
      ]);
      await until(() => existsSync(join(out, 'shard-2', 'grade-ledger.jsonl')), 'part 2');
      // A part may be at its end by now, and then the merge would not wait for it once more.
      slurm('scontrol', 'hold', merge);
      slurm('scontrol', 'requeue', `${parts}_2`);
      // What is requeued would wait for two minutes.
      await until(
        () => /PENDING/.test(slurm('squeue', '-h', '-o', '%T', '-j', `${parts}_2`)),
        'the requeue',
      );
      slurm('scontrol', 'update', `JobId=${parts}_2`, 'StartTime=now');
      await until(() => slurm('squeue', '-h', '-j', parts) === '', 'the end of all parts');
      slurm('scontrol', 'release', merge);
      await until(() => existsSync(join(out, 'grades', 'grades.csv')), 'the merge');
      await until(() => slurm('squeue', '-h') === '', 'the end of all jobs');

      const alone = join(folder, 'alone');
      const args = ['grade', submissions, '--out', alone, '--seed', '7'];
      expect(runIn(kit.folder, args).code).toBe(0);
      for (const file of ['grades.csv', 'grade-report.json']) {
        expect(readFileSync(join(out, 'grades', file), 'utf8')).toBe(
          readFileSync(join(alone, file), 'utf8'),
        );
      }
    } finally {
      for (const daemon of daemons.reverse()) daemon.kill();
      kit.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  300_000,
);
