import type { Answers } from '../check/draft.ts';
import { warningInWords, warningsAt } from '../check/shown-when.ts';
import type { Pack, WarningPlace } from '../protocol/pack.ts';
import { carerReminder } from './carer.ts';
import { type Block, coloured, type Line, line } from './parts.ts';

/** What the referrer must know of the parent or carer goes with the case through every card. @source Protocol 8.1, 11 */
export function carerBlock(record: { facts: { answers: Answers } }, spacing: Block['spacing'] = 'Medium'): Block[] {
  const words = carerReminder(record.facts.answers);
  return words.length > 0
    ? [
        coloured(
          'warning',
          words.map((each) => line(each, 'bold')),
          spacing,
        ),
      ]
    : [];
}

/** What the protocol warns of at this place, as lines of a card. */
export const warned = (pack: Pack, place: WarningPlace, answers: Answers): Line[] =>
  warningsAt(pack, place, answers).map((warning) => line(warningInWords(warning), 'plain', 'Small'));

const words = 'TRAINING · a made-up child. Nothing is sent.';

/** On top of every card of a made-up case. */
export const trainingLine = ({ training }: { training?: boolean | undefined }): Line[] =>
  training ? [line(words, 'bold')] : [];

/** The same for messages in words. */
export const trainingWords = ({ training }: { training?: boolean | undefined }): string => (training ? words : '');
