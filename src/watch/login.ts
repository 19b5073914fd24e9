import { again, type Machine } from '../base/machine.ts';
import type { HealthSignals, LoginAnswer } from './seen.ts';

const everyMs = 60_000; // the SDK keeps the token for its life, so most of these cost nothing
const mayTakeMs = 10_000;

/**
 * Asks Microsoft at once, and then each minute, for the token without which the bot can answer nobody. A Microsoft that is slow delays nobody:
 * the last known answer stands.
 * @param ask never throws
 * @returns a function that stops it
 */
export function watchLogin(
  ask: () => Promise<LoginAnswer>,
  seen: Pick<HealthSignals, 'loginAnswered'>,
  machine: Pick<Machine, 'after' | 'pause'>,
): () => void {
  const late = async (): Promise<LoginAnswer> => {
    await machine.pause(mayTakeMs);
    return { answer: 'none' };
  };
  const look = async () => seen.loginAnswered(await Promise.race([ask(), late()]));
  seen.loginAnswered({ answer: 'asked' });
  void look();
  return again(machine, everyMs, everyMs, look);
}
