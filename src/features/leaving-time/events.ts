import { author, type Events, words } from '../../cards/meaning.ts';
import type { EventOwned } from '../../case/part.ts';
import type { CaseRecord } from '../../case/record.ts';
import { checkTimeCard, saidTimeLines } from './cards.ts';
import { saidTimesOf } from './state.ts';

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
    line: ({ number, leavesSight }, { record }) =>
      words(
        leavesSight ? 'A leaving time from the referrer' : 'The referrer may have said when the child leaves',
        saidTimeLines(record, saidTime(record, number)),
      ),
  },
  LeavingTimeChecked: {
    card: true,
    line: ({ number, right }, { record }) =>
      words(
        saidTime(record, number).leavesSight
          ? `The referrer says: the leaving time is ${right === 'yes' ? 'right' : 'NOT right'}`
          : 'The referrer says: the child does not leave',
        saidTimeLines(record, { ...saidTime(record, number), right }),
      ),
  },
  LeavingTimeUsed: {
    card: true,
    receipt: true,
    line: ({ number }, { record }) =>
      words('The MASH uses the referrer’s leaving time', saidTimeLines(record, saidTime(record, number))),
  },
} satisfies Partial<Events<EventOwned>>;
