import type { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Events, isSent, words } from '../../cards/meaning.ts';
import { spacedSmallLine } from '../../cards/parts.ts';
import type { EventOwned } from '../../case/part.ts';
import { textIn } from '../../case/record.ts';
import { isShown } from '../../case/standing.ts';
import { holdText } from '../../history/retention.ts';
import { periodInWords, whyErased } from './cards.ts';

/**
 * Who erased or held. An administrator at the command line is not known to Teams. The name of the person who released a
 * list is not a fact of the case, so it is not shown.
 */
const actorWords = (by: StaffId) =>
  by.startsWith('admin:')
    ? `The administrator (${by.replace(/^admin:/, '')})`
    : 'By schedule, released by a second person';
const threadLine = (title: string, { by, at }: { by: StaffId; at: Instant }, ...said: string[]) =>
  words(title, ...said, spacedSmallLine(`${actorWords(by)}, ${clockAndDay(at)}`));

const clear = { kind: 'clear-draft' } as const;

/**
 * Nothing is erased in silence. The cards that showed facts say that they are erased, and the bot replaces its messages
 * in threads and chats (`clear-draft`). An erased draft stays in its author's list, marked as erased.
 */
export const events = {
  FactsErased: {
    card: (_, { record }) => isShown(record),
    receipt: isSent,
    also: (_, { record, referral }) => [
      ...(referral ? [{ to: { place: 'mash' as const }, message: clear }] : []),
      ...(referral && record.said.assessment
        ? [
            { to: { place: 'assessment' as const }, message: { kind: 'assessment-card' as const } },
            { to: { place: 'assessment' as const }, message: clear },
          ]
        : []),
      { to: { person: record.author }, message: clear },
    ],
    line: (event) =>
      threadLine(
        'ERASED under retention',
        event,
        whyErased(event),
        'What happened and when is kept. What people wrote in this thread is not mine to erase.',
      ),
  },
  ReadsErased: {
    line: 'none',
    words: ({ reads, period, by }) => ({
      title: 'Entries of the access log erased',
      text: `${reads} older than ${periodInWords(period)}. ${actorWords(by)}`,
    }),
  },
  LegalHoldSet: {
    card: isSent,
    line: (event, { record }) =>
      threadLine('Legal hold: nothing is erased', event, textIn(record, holdText.set(event.number))),
  },
  LegalHoldReleased: {
    card: isSent,
    line: (event, { record }) =>
      threadLine('Legal hold released', event, textIn(record, holdText.released(event.number))),
  },
} satisfies Partial<Events<EventOwned>>;
