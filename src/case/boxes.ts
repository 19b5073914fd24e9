import { z } from 'zod';
import type { Texts } from '../base/texts.ts';
import { type BoxFault, type BoxFaults, type Refused, refuseWith, textLimit } from './outcome.ts';

/**
 * What a box of a form accepts. `past`: today or a day in the past year. `day`: any day within about a year of today.
 * `coming`: today or a day in the next year.
 */
export type Box =
  | { kind: 'text'; required?: true; limit?: number }
  | { kind: 'choice'; of: readonly string[] }
  | { kind: 'past' | 'day' | 'coming'; required?: true };

const Day = z.iso.date();
const yearMs = 366 * 24 * 60 * 60 * 1000;

/**
 * Reads what was typed in the boxes of a form. Texts stay exactly as they were typed.
 * @param today in London, `YYYY-MM-DD`
 * @returns the value of each box, empty if nothing was typed; or what is wrong, box by box
 */
export function readBoxes<Name extends string>(
  boxes: Record<Name, Box>,
  typed: Texts,
  today: string,
): { values: Record<Name, string> } | Refused {
  const values = {} as Record<Name, string>;
  const faults: BoxFaults = {};
  for (const [name, box] of Object.entries(boxes) as [Name, Box][]) {
    const value = (typed[name] ?? '').toWellFormed();
    values[name] = box.kind === 'text' ? value : value.trim();
    const fault = faultOf(box, values[name], today);
    if (fault) faults[name] = fault;
  }
  return Object.keys(faults).length > 0 ? refuseWith({ kind: 'boxes-are-wrong', faults }) : { values };
}

function faultOf(box: Box, value: string, today: string): BoxFault | undefined {
  if (box.kind === 'choice') return box.of.includes(value) ? undefined : 'choose';
  if (value.trim() === '') return box.required ? 'missing' : undefined;
  if (box.kind === 'text') return [...value].length > (box.limit ?? textLimit) ? 'too-long' : undefined;
  if (!Day.safeParse(value).success) return 'no-day';
  const ahead = Date.parse(value) - Date.parse(today);
  if (box.kind === 'past' && ahead > 0) return 'ahead';
  if (box.kind === 'coming' && ahead < 0) return 'over';
  return Math.abs(ahead) > yearMs ? 'too-far' : undefined; // a wrong year would start a clock that ended long ago
}
