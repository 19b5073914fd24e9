import { author, type Events, type Hears, type Notice, words } from '../../cards/meaning.ts';
import { managersToRemind } from '../../case/desk.ts';
import type { EventOwned } from '../../case/part.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isUrgent } from '../../case/urgent.ts';
import type { EventOf } from '../../history/events.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { holdersOf } from '../assessment/state.ts';
import { checkTimeCard, saidTimeLines, timeTakenBackCard } from './cards.ts';
import { isOfLeft, openTimesOf, saidTimesOf } from './state.ts';

function saidTime({ id, events: all }: CaseRecord, number: number) {
  const said = saidTimesOf(all).find((each) => each.number === number);
  if (!said) throw new Error(`case ${id} has no leaving time ${number}`);
  return said;
}

export const events = {
  LeavingTimeSaid: {
    card: true,
    receipt: true,
    notices: {
      check: {
        to: author,
        isPast: ({ number }, record) =>
          saidTime(record, number).right !== undefined || saidTimesOf(record.events).at(-1)?.number !== number,
        card: ({ number }, { record, pack }) => checkTimeCard(record, saidTime(record, number), pack),
      },
    },
    line({ number, leavesSight }, { record }) {
      const said = saidTime(record, number);
      const title = leavesSight
        ? 'A leaving time from the referrer'
        : 'The referrer may have said when the child leaves';
      return words(isOfLeft(said) ? 'The child may have left' : title, saidTimeLines(record, said));
    },
  },
  LeavingTimeChecked: {
    card: true,
    receipt: true,
    line({ number, right }, { record }) {
      const said = { ...saidTime(record, number), right };
      const time = said.leavesSight
        ? `the leaving time is ${right === 'yes' ? 'right' : 'NOT right'}`
        : 'the child does not leave';
      const what = isOfLeft(said) ? `the child has ${right === 'yes' ? '' : 'NOT '}left` : time;
      return words(`The referrer says: ${what}`, saidTimeLines(record, said));
    },
  },
  LeavingTimeUsed: {
    card: true,
    receipt: true,
    line: ({ number }, { record }) =>
      words('The MASH uses the referrer’s leaving time', saidTimeLines(record, saidTime(record, number))),
  },
} satisfies Partial<Events<EventOwned>>;

/**
 * The author calls words a mistake in which a leaving time was read: who has the case hears of it, or who is on duty, with a
 * ring while the case is urgent. Of words of danger `information` tells.
 */
const takenBack = (isLoud: boolean): Notice<EventOf<'SentByMistake'>> => ({
  ...(isLoud && { sounds: true }),
  to({ said, back, at }, { record, referral, desk, pack }) {
    const isRead = !back && openTimesOf(record.events).some(({ from }) => from === said);
    const isOther = !isRead || isUrgent(record, pack, at) !== isLoud || dangerIn(record.facts.texts[said] ?? '');
    if (!referral || isOther) return [];
    const holders = holdersOf(record, referral, desk);
    return holders.length > 0 ? holders : managersToRemind(desk);
  },
  card: (_, { record, link }) => timeTakenBackCard(record, link),
});

export const hears: Hears<'SentByMistake'> = {
  SentByMistake: { notices: { takenBack: takenBack(true), takenBackSilently: takenBack(false) } },
};
