import { type Duration, type Instant, plus } from '../../base/time.ts';
import { readWhen } from '../../check/typed-date.ts';
import type { DutyRules } from '../../protocol/duty.ts';

/**
 * Reads the time at which a manager's duty ends: “20:00”, “until 8 pm”, “tomorrow 08:00”, “4 hours”.
 * @param otherwise how long the duty lasts when nothing was typed
 * @returns undefined when the text is not a time ahead, or is further ahead than the rota looks
 */
export function readUntil(
  typed: string,
  { now, rules, otherwise }: { now: Instant; rules: DutyRules; otherwise: Duration },
): Instant | undefined {
  const words = typed.trim().replace(/^(?:until|till|til|to|for)\s+/i, '');
  if (words === '') return plus(now, otherwise);
  const when = readWhen(words.replace(/^midnight$/i, '24:00').replace('24:00', '00:00'), now, 'ahead');
  if (when.kind !== 'instant' || when.at <= now || when.at > plus(now, rules.horizon)) return undefined;
  return when.at;
}
