import { createHash } from 'node:crypto';
import type { Press } from '../actions/perform.ts';

/** What a button may carry. Drafts have marks made in this order stored: it must stay, and a new name goes to its end. */
const carried = [
  'case',
  'other',
  'step',
  'revision',
  'choice',
  'to',
  'question',
  'number',
  'level',
  'answer',
  'attempt',
  'contact',
  'phone',
  'list',
  'page',
  'below',
];

/** A press as a short mark that tells nothing of what was typed. The same press has the same mark, also years later. */
export function markOf({ verb, data, typed }: Press): string {
  const given = new Map(Object.entries(data));
  const named = Object.fromEntries(carried.map((name) => [name, given.get(name)])); // what is not there is not in the JSON
  const whole = JSON.stringify({ verb, ...named, inputs: typed });
  return createHash('sha256').update(whole).digest('base64url').slice(0, 22);
}
