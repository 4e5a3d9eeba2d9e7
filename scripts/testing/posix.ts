/** Tests of what Windows lacks: there they are skipped, and their titles say why. */
const isHere = process.platform !== 'win32';

const reasoned = (title: string, reason: string): string =>
  isHere ? title : `${title} (skipped: ${reason})`;

/** `test`, with what Windows lacks: `onPosix('no signals there')('is ended by a signal', …)`. */
export const onPosix =
  (reason: string) =>
  (title: string, body: () => unknown, timeout?: number): void =>
    (isHere ? test : test.skip)(reasoned(title, reason), body as () => void, timeout);

/** `describe`, in the same way. */
export const describeOnPosix = (reason: string, title: string, body: () => void): void =>
  (isHere ? describe : describe.skip)(reasoned(title, reason), body);
