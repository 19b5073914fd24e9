import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CaseRecord } from '../../../src/case/record.ts';
import { leavesSightCard, reminderCard } from '../../../src/features/alarm/reminder.ts';
import { decisionNoticeCard } from '../../../src/features/decision/cards.ts';
import { keysOf } from '../../../src/features/linking/search.ts';
import { likenessesBetween } from '../../../src/features/linking/telling.ts';
import { decisionOverdueCard, notDeliveredCard, undeliveredAlertCard } from '../../../src/features/referral/cards.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import { caseSummary } from '../../../src/views/mash-case.ts';
import { myReferralsCard } from '../../../src/views/my-referrals.ts';
import { receiptCard } from '../../../src/views/receipt.ts';
import { cases, NOW, OVERDUE, referral } from '../../cards/sample-cases.ts';
import { mo, OTHER_REFERENCE, pack, pat } from '../../case/a-case.ts';
import { processorMs } from '../../fakes/time-taken.ts';
import { afterEvents } from '../outcomes.ts';
import { comparableFrom } from './comparable-from.ts';

/** The case after every kind of event about links. */
function withLinks(record: CaseRecord): CaseRecord {
  const events: CaseEvent[] = [
    { type: 'PossibleLinksFound', at: NOW, found: [{ to: OTHER_REFERENCE, why: ['phone', 'address'] }] },
    { type: 'CaseLinked', at: NOW, by: pat.id, to: OTHER_REFERENCE, kind: 'family' },
    { type: 'LinkRuledOut', at: NOW, by: mo.id, to: OTHER_REFERENCE },
  ];
  const linked = events.reduce((last, event) => afterEvents(last, event), record);
  return { ...linked, outbox: record.outbox };
}

// A case that may be linked

const { awaiting, overdue, decided } = cases('usual');
const screens: [string, CaseRecord, (record: CaseRecord) => unknown][] = [
  ['The receipt', awaiting, (record) => receiptCard({ record, referral: referral(record), pack })],
  ['The receipt of a decided case', decided, (record) => receiptCard({ record, referral: referral(record), pack })],
  ['The referrer’s list of cases', awaiting, (record) => myReferralsCard([record], pack)],
  ['The notice of the decision', decided, (record) => decisionNoticeCard(record, referral(record) as never, pack)],
  ['The notice that the decision is overdue', overdue, (record) => decisionOverdueCard(record, referral(record), pack)],
  ['The notice that the referral is not delivered', awaiting, (record) => notDeliveredCard(record, pack)],
  ['A lock screen', awaiting, (record) => caseSummary({ record, referral: referral(record), pack })],
  ['An alert to administrators', awaiting, (record) => undeliveredAlertCard(record, referral(record))],
  [
    'The reminder before the child leaves the referrer’s sight',
    awaiting,
    (record) => leavesSightCard({ record, link: undefined }),
  ],
  ...[true, false].map((escalation): [string, CaseRecord, (record: CaseRecord) => unknown] => [
    `A reminder with escalation ${escalation}`,
    overdue,
    (record) => reminderCard({ record, now: OVERDUE, link: undefined }, { escalation, late: false }),
  ]),
];

it.each(screens)('%s shows nothing about links', (_, record, show) => {
  expect(show(withLinks(record))).toEqual(show(record));
});

// The search

const fields = 'child-name child-age address carer with people all-addresses whereabouts phone'.split(' ');
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.constantFrom('a', '0', ' ', '+', '(', '14 ', 'WD18 0AA ', '\n', 'Road', "'", '٣', '漢', '-'), {
      maxLength: 400,
    })
    .map((each) => each.join('')),
);

it('The search takes whatever people write, and is done in a moment', () => {
  const form = fc.record(Object.fromEntries(fields.map((field) => [field, hostile])));
  fc.assert(
    fc.property(form, form, (one, other) => {
      const [a, b] = [comparableFrom(one), comparableFrom(other)];
      const compareBoth = () => {
        expect(keysOf(a).length).toBeLessThanOrEqual(60);
        expect(likenessesBetween(a, b)).toEqual(likenessesBetween(b, a));
      };
      expect(processorMs(compareBoth)).toBeLessThan(1000);
    }),
  );
});

it('The search compares fifty of the longest cases in less than a second', () => {
  const long = comparableFrom({
    'child-name': 'Alexandria '.repeat(18),
    'child-age': '14',
    carer: 'Bartholomew Alexandria and '.repeat(7),
    people: '020 7946 0123, '.repeat(60),
    'all-addresses': '14 Beech Road, WD18 0AA; '.repeat(40),
    address: '14 Beech Road, WD18 0AB; '.repeat(20),
  });
  const compareFifty = () => {
    for (let index = 0; index < 50; index += 1) likenessesBetween(long, long);
  };
  expect(processorMs(compareFifty)).toBeLessThan(1000);
});
