/** Values of a drag on their way to the server. */
export interface LatestSender<T> {
  push: (value: T) => void;
}

/**
 * Sends at most one value each `intervalMs` and never two at once, so that a slow answer cannot let an older value
 * arrive after a newer one. Values in between are skipped; the last one always goes out.
 */
export function createLatestSender<T>(send: (value: T) => Promise<void>, intervalMs: number): LatestSender<T> {
  let waiting: { value: T } | null = null;
  let busy = false;
  const next = (): void => {
    if (waiting === null) {
      busy = false;
      return;
    }
    const { value } = waiting;
    waiting = null;
    const pause = new Promise((resolve) => setTimeout(resolve, intervalMs));
    void Promise.allSettled([send(value), pause]).then(next);
  };
  return {
    push: (value) => {
      waiting = { value };
      if (busy) return;
      busy = true;
      next();
    },
  };
}
