/**
 * `--persons` and `--only` in a folder that holds the report of more: that much is judged anew, by the
 * same kit and under the same seed, and the rest of the report stays as it is.
 */
import { join } from 'node:path';
import type { Slug } from '../../exercises/catalog';
import { UserError } from '../../reference/user-error';
import { compareIds, quoteId } from '../submissions/ids';
import type { Class } from './class';
import { type Manifest, readManifest, withoutGrader } from './manifest';
import {
  formats as allFormats,
  type Format,
  type Level,
  type Output,
  type Wanted,
} from './options';
import type { Received } from './received';
import { readReport } from './regrade';
import { type GradedExercise, type GradedSubmission, REPORT, sum, totalOf } from './report';

/** What a part is put into. */
export interface Earlier {
  kit: Manifest['kit'];
  /** The exercises of the report. */
  slugs: readonly Slug[];
  submissions: ReadonlyMap<string, GradedSubmission>;
  layout: string;
  received: readonly Received[];
  level: Level;
  formats: readonly Format[];
}

/**
 * The report of which a part is judged anew; null where there is none, or the whole is judged.
 * An exercise that is not in it is added, for all persons.
 * @throws UserError where the part cannot be put into it
 */
export function readEarlier({ out, persons, slugs, shard }: Wanted): Earlier | null {
  const manifest = readManifest(out);
  if (!manifest) return null;
  const isWhole = slugs === null || manifest.slugs.every((slug) => slugs.includes(slug));
  if (persons === null && isWhole) return null;
  const report = readReport(join(out, REPORT));
  if (!report) return null;
  const other = slugs?.find((slug) => !manifest.slugs.includes(slug));
  if (other && persons !== null) {
    throw new UserError(
      `the report in ${out} is not about ${other}: name its exercises with --only, or another --out`,
    );
  }
  if (shard.count > 1 || manifest.shard.count > 1) {
    throw new UserError(
      `a part of a shard is not judged by itself: merge the shards, and judge it in the folder of the whole (--out ${out})`,
    );
  }
  if (JSON.stringify(report.kit) !== JSON.stringify(withoutGrader(manifest.kit))) {
    throw new UserError(`the last run into ${out} was not finished; go on with it by --resume`);
  }
  const submissions = new Map(report.submissions.map((each) => [each.id, each]));
  return { ...manifest, submissions };
}

/** @throws UserError where the part would be judged by another kit, or under another seed */
export function refuseOtherKit(earlier: Earlier, kit: Manifest['kit'], out: string): void {
  for (const key of ['version', 'specs', 'grader', 'engine', 'seed'] as const) {
    const [was, is] = [earlier.kit[key], kit[key]];
    if (was === is) continue;
    throw new UserError(
      `the report in ${out} has ${key} ${was}, this run ${is}, and a part cannot be judged otherwise than the rest; grade all of it, or name another --out`,
    );
  }
}

/**
 * @param ids of the persons to judge
 * @throws UserError for a person who is new and of whom only some exercises would be judged
 */
export function refuseNew(
  earlier: Earlier,
  ids: readonly string[],
  slugs: readonly Slug[] | null,
): void {
  if (!slugs || earlier.slugs.every((slug) => slugs.includes(slug))) return;
  const id = ids.find((each) => !earlier.submissions.has(each));
  if (id === undefined) return;
  throw new UserError(`${quoteId(id)} is not in the earlier report; judge it without --only`);
}

/** What the report is about, besides what was judged: of those who are judged anew as it is now. */
export interface Whole {
  /** Ids of the whole run, not only of this shard. */
  ids: readonly string[];
  slugs: readonly Slug[];
  layout: string;
  received: readonly Received[];
}

/** What was received for the exercises that are judged anew, beside what the others' marks stand on. */
function withKept(now: Received, before: Received | undefined, { slugs }: Wanted): Received {
  if (!slugs || !before) return now;
  const files = now.files.map(
    (file) =>
      (slugs.includes(file.slug) ? null : before.files.find(({ slug }) => slug === file.slug)) ??
      file,
  );
  const isFound = files.some(({ path }) => path !== null);
  return {
    ...now,
    files,
    status: isFound && now.status === 'nothing-found' ? 'graded' : now.status,
  };
}

/** Without `--persons` those who are not in the folder any more are gone. */
export function wholeOf(
  wanted: Wanted,
  all: Class,
  earlier: Earlier | null,
  slugs: readonly Slug[],
): Whole {
  const { ids, received, intake } = all;
  if (!earlier) return { ids, received, slugs, layout: intake.layout.name };
  const before = new Map(earlier.received.map((each) => [each.id, each]));
  const anew = received.map((each) => withKept(each, before.get(each.id), wanted));
  const known = new Map([...before.values(), ...anew].map((each) => [each.id, each]));
  const kept = wanted.persons ? earlier.submissions.keys() : [];
  const everyId = [...new Set([...kept, ...ids])].sort(compareIds);
  return {
    ids: everyId,
    slugs,
    layout: earlier.layout,
    received: everyId.flatMap((id) => known.get(id) ?? []),
  };
}

/** What is written again: in the earlier formats too, and telling as much as the others' pages do. */
export function outputOf(wanted: Wanted, earlier: Earlier | null): Output {
  if (!earlier) return wanted;
  const { level, formats: before } = earlier;
  const formats = allFormats.filter(
    (format) => wanted.formats.includes(format) || before.includes(format),
  );
  return { ...wanted, formats, level: wanted.feedback ?? level };
}

/** As it was judged: marks given by hand are put in again where they are named again. */
const asJudged = ({ override, ...judged }: GradedExercise): GradedExercise =>
  override ? { ...judged, score: sum(judged.tests.map(({ points }) => points)) } : judged;

/** The report with what was judged anew in the place of what it had. */
export function putTogether(
  { submissions }: Earlier,
  { ids, slugs }: Whole,
  judged: Iterable<GradedSubmission>,
): GradedSubmission[] {
  const anew = new Map([...judged].map((each) => [each.id, each]));
  return ids.flatMap((id): GradedSubmission[] => {
    const [now, before] = [anew.get(id), submissions.get(id)];
    const exercises = slugs.flatMap((slug) => {
      const [is, was] = [now, before].map((each) => each?.exercises.find((e) => e.slug === slug));
      return is ?? (was ? asJudged(was) : []);
    });
    const newest = now ?? before;
    return newest ? [totalOf(newest, exercises)] : [];
  });
}
