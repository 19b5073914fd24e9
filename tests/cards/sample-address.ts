import { plus } from '../../src/base/time.ts';
import { advance } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { placedCard, placedHereCard } from '../../src/features/address/cards.ts';
import { recordPlaced } from '../../src/features/address/rules.ts';
import { caseContext, jane, pack, pat, withOutcome } from '../case/a-case.ts';
import { linesOf, mashCardOf, receiptOf } from './drawn.ts';
import type { Cards, Sample } from './sample-answers.ts';
import { cases, NOW } from './sample-cases.ts';

const words = {
  'information-1': 'In a refuge at 14 Mill Lane, Hitchin',
  'side-MashNewsRecorded-1': 'Seen at 9 Fir Row',
};

/** A case in which the referrer and somebody of the MASH each wrote an address that is held back. */
function holding(sample: Sample): CaseRecord {
  const { awaiting } = cases(sample);
  const [first, second] = Object.entries(words).map(([name, text]) => ({ [name]: text }));
  const told = advance(
    awaiting,
    { events: [{ type: 'InformationAdded', at: NOW, by: jane.id, number: 1 }], texts: first ?? {}, by: jane },
    caseContext(NOW),
  );
  return advance(
    told,
    { events: [{ type: 'MashNewsRecorded', at: NOW, by: pat.id, number: 1 }], texts: second ?? {}, by: pat },
    caseContext(NOW),
  );
}

export function addressChatCards(sample: Sample): Cards[] {
  const record = holding(sample);
  return [
    {
      'is the child placed there': placedCard(record, pack),
      'is the child placed there, of several': placedCard(twoAddresses(), pack),
      'is the child placed there, answered': placedCard(cases(sample).awaiting, pack),
      'receipt, with an address held back': receiptOf(record),
    },
  ];
}

/** A case in which an address was told before the child was known to be in care. */
const toldBefore = () => addsAll(['Seen at 14 Mill Lane', 'In a refuge now']);

export function addressMashCards(sample: Sample): Cards[] {
  const record = holding(sample);
  const answered = withOutcome(record, recordPlaced(record, 1, 'no', { by: jane, now: NOW }), jane);
  return [
    { 'case, with an address held back': mashCardOf(record) },
    { 'case, with an address told before and hidden': mashCardOf(toldBefore()) },
    linesOf('address', answered, answered.events.slice(-1)),
  ];
}

export const addressNotices = (sample: Sample): Cards[] => [
  { 'is the child placed there, to the MASH': placedHereCard(holding(sample), pat.id, undefined) },
];

/** A case whose referrer wrote this, a message after the other, ten minutes apart. */
const addsAll = (texts: string[]): CaseRecord =>
  texts.reduce(
    (record, text, place) =>
      advance(
        record,
        {
          events: [{ type: 'InformationAdded', at: plus(NOW, place * 600_000), by: jane.id, number: place + 1 }],
          texts: { [`information-${place + 1}`]: text },
          by: jane,
        },
        caseContext(plus(NOW, place * 600_000)),
      ),
    cases('usual').awaiting,
  );

/** A case whose referrer wrote one address after another. */
export const twoAddresses = (): CaseRecord => addsAll(['In a refuge at 14 Mill Lane', 'Or at 9 Fir Row']);
