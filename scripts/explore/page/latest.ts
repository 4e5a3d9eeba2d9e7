/** Runs a task that may be asked for more often than it can be done. */

/**
 * A task that never runs twice at once: what is asked for meanwhile is done afterwards, once.
 * @param task is handed a way to ask whether something newer waits
 */
export function onlyLatest(
  task: (isOverdue: () => boolean) => Promise<void>,
  busy: (is: boolean) => void,
): () => Promise<void> {
  let isBusy = false;
  let isStale = false;
  return async () => {
    isStale = true;
    if (isBusy) return;
    isBusy = true;
    busy(true);
    while (isStale) {
      isStale = false;
      await task(() => isStale);
    }
    isBusy = false;
    busy(false);
  };
}
