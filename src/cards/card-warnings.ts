import type { Answers } from '../check/draft.ts';
import { warningInWords, warningsAt } from '../check/shown-when.ts';
import type { Pack, WarningPlace } from '../protocol/pack.ts';
import { carerReminder } from './carer.ts';
import { type Block, coloured, type Line, line } from './parts.ts';

/**
 * The reminder about the parent or carer, for every card of the case that the referrer sees.
 * @source Protocol 8.1, 11
 */
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

/** The protocol's warnings for this place, as lines of a card. */
export const warningLines = (pack: Pack, place: WarningPlace, answers: Answers): Line[] =>
  warningsAt(pack, place, answers).map((warning) => line(warningInWords(warning), 'plain', 'Small'));

const trainingNotice = 'TRAINING · a made-up child. Nothing is sent.';

/** The line on top of every card of a training case. */
export const practiceLine = ({ training }: { training?: boolean | undefined }): Line[] =>
  training ? [line(trainingNotice, 'bold')] : [];

/** The notice for plain text messages about a training case. */
export const practiceWords = ({ training }: { training?: boolean | undefined }): string =>
  training ? trainingNotice : '';
