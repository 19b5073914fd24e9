import type { Answers } from '../check/draft.ts';
import { warningInWords, warningsAt } from '../check/shown-when.ts';
import type { Pack, Place } from '../protocol/pack.ts';
import { type Line, line } from './parts.ts';

/** What the protocol warns of at this place, as lines of a card. */
export const warned = (pack: Pack, place: Place, answers: Answers): Line[] =>
  warningsAt(pack, place, answers).map((warning) => line(warningInWords(warning), 'plain', 'Small'));
