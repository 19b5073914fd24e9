import { type Machine, realMachine } from '../../src/base/machine.ts';
import { instantOf } from '../../src/base/time.ts';

export interface StandingClock extends Machine {
  /** Sets the clock and the timers ahead at once. A timer that ends within this time fires. */
  pass(ms: number): void;
}

/**
 * The real machine with a clock that stands still until a test lets time pass. Its timers still run. Only `pass` can
 * make the clock reach a later moment, however long the test takes.
 */
export function standingClock(at: number): StandingClock {
  let ahead = 0;
  const waiting = new Set<{ wait: () => void }>();
  const ticks = () => performance.now() + ahead;

  function after(ms: number, work: () => void): () => void {
    const due = ticks() + ms;
    let timer: NodeJS.Timeout | undefined;
    const each = {
      wait() {
        clearTimeout(timer);
        timer = setTimeout(over, Math.max(0, due - ticks()));
      },
    };
    const end = () => {
      clearTimeout(timer);
      waiting.delete(each);
    };
    const over = () => {
      end();
      work();
    };
    waiting.add(each);
    each.wait();
    return end;
  }

  return {
    ...realMachine,
    now: () => instantOf(at + ahead),
    ticks,
    after,
    pause: (ms) => new Promise((resolve) => void after(ms, resolve)),
    pass(ms) {
      ahead += ms;
      for (const each of [...waiting]) each.wait();
    },
  };
}
