import { DocumentError } from './documentProblem.ts';

/**
 * Rejects with `stuck` when `work` is not done after that many seconds. Seconds are counted one by one, and only
 * while the page is on screen: a sleeping machine or a hidden tab (where nothing is painted) does not use them up.
 */
export function withDeadline<Result>(work: Promise<Result>, seconds: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    let left = seconds;
    const clock = setInterval(() => {
      left -= document.hidden ? 0 : 1;
      if (left <= 0) {
        clearInterval(clock);
        reject(new DocumentError('stuck'));
      }
    }, 1000);
    work.then(resolve, reject).finally(() => clearInterval(clock));
  });
}
