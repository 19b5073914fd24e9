import { author, type Events, words } from '../../cards/meaning.ts';
import type { CaseRecord } from '../../case/record.ts';
import { checkTimeCard, saidTimeLines } from './cards.ts';
import { saidTimesOf } from './state.ts';

function saidTime({ id, events: all }: CaseRecord, number: number) {
  const said = saidTimesOf(all).find((each) => each.number === number);
  if (!said) throw new Error(`case ${id} has no leaving time ${number}`);
  return said;
}

export const events: Events<'LeavingTimeSaid' | 'LeavingTimeChecked'> = {
  LeavingTimeSaid: {
    card: true,
    receipt: true,
    notices: {
      check: {
        to: author,
        isPast: ({ number }, record) => saidTime(record, number).right !== undefined,
        card: ({ number }, { record, pack }) => checkTimeCard(record, saidTime(record, number), pack),
      },
    },
    line: ({ number }, { record }) =>
      words('A leaving time from the referrer', saidTimeLines(saidTime(record, number))),
  },
  LeavingTimeChecked: {
    card: true,
    line: ({ number, right }, { record }) =>
      words(
        `The referrer says: the leaving time is ${right === 'yes' ? 'right' : 'NOT right'}`,
        saidTimeLines({ ...saidTime(record, number), right }),
      ),
  },
};
