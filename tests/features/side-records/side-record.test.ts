import { expect, it } from '@jest/globals';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf } from '../../../src/case/state.ts';
import { addSideRecord, type SideWords } from '../../../src/features/side-records/rules.ts';
import { SideKind, sideRecordsOf, sideText } from '../../../src/features/side-records/state.ts';
import { aDraft, aReferral, at, guest, jane, pat, sam, withOutcome } from '../../case/a-case.ts';
import { decidedAt, resultsOf } from '../outcomes.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const NOW = at('2026-11-24T16:00:00.000Z');
// know: the police
const words: SideWords = { words: 'A man at the gate.', when: '15:30', reference: 'CAD 7', know: 'no' };

const outcomeOf = (on: CaseRecord, kind: SideKind, more: Partial<SideWords> = {}, by = pat) =>
  addSideRecord(on, kind, { ...words, ...more }, { by, now: NOW });
const withRecord = (on: CaseRecord, kind: SideKind, more: Partial<SideWords> = {}) =>
  withOutcome(on, outcomeOf(on, kind, more));

it('A record that the child is missing says that the MASH said so', () => {
  expect(referralOf(withRecord(aReferral(SENT), 'missing').events)).toMatchObject({
    missing: [{ number: 1, police: 'no', byMash: true }],
  });
});

it.each(SideKind.options)(
  'A record of kind “%s” can be made before and after the decision, and changes no state',
  (kind) => {
    const before = withRecord(aReferral(SENT), kind);
    expect(referralOf(before.events).status).toBe('awaiting-decision');
    const decided = decidedAt(before, NOW);
    expect(withRecord(decided, kind, { words: 'Again.', when: '15:45' }).status).toBe('decided');
  },
);

it.each(SideKind.options)('Only the MASH can make a record of kind “%s”, and only on a sent referral', (kind) => {
  const outcomes = [jane, guest].map((by) => outcomeOf(aReferral(SENT), kind, {}, by));
  expect(resultsOf(...outcomes, outcomeOf(aDraft(SENT), kind))).toEqual([
    ...['only-the-mash', 'only-the-mash', 'not-submitted'],
  ]);
});

it('The words of each record are stored apart from its event, under their own name', () => {
  const twice = withRecord(withRecord(aReferral(SENT), 'family', { words: 'An uncle.' }), 'family', {
    words: 'A cousin.',
  });
  const both = sideRecordsOf(twice.events, 'family');
  expect(both.map((event) => twice.facts.texts[sideText.words(event)])).toEqual(['An uncle.', 'A cousin.']);
});

it('A police record has the time as typed and as read, and the reference if there is one', () => {
  const one = withRecord(aReferral(SENT), 'police');
  const [event] = sideRecordsOf(one.events, 'police');
  expect(event).toMatchObject({ type: 'PoliceInformed', number: 1, toldAt: '2026-11-24T15:30:00.000Z' });
  const vague = withRecord(aReferral(SENT), 'police', { when: 'some time before lunch', reference: ' ' });
  expect(sideRecordsOf(vague.events, 'police')[0]).not.toHaveProperty('toldAt');
  expect(Object.keys(vague.facts.texts)).toEqual(['side-PoliceInformed-1']);
});

it.each<[SideKind, Partial<SideWords>, object]>([
  ['police', { when: ' ' }, { kind: 'text-missing', fields: ['when'] }],
  ['police', { reference: 'x'.repeat(201) }, { kind: 'text-too-long', fields: ['reference'], limit: 200 }],
  ['family', { words: '' }, { kind: 'text-missing', fields: ['words'] }],
  ['visitor', { words: '' }, { kind: 'text-missing', fields: ['words'] }],
  ['news', { words: 'x'.repeat(2001) }, { kind: 'text-too-long', fields: ['words'], limit: 2000 }],
  ['missing', { words: 'x'.repeat(2001) }, { kind: 'text-too-long', fields: ['words'], limit: 2000 }],
])('A record of kind “%s” is refused without words or with too many: %j', (kind, more, why) => {
  expect(outcomeOf(aReferral(SENT), kind, more)).toEqual({ kind: 'refused', why });
});

it('A record that the child is missing needs no words', () => {
  expect(outcomeOf(aReferral(SENT), 'missing', { words: '', know: 'not-said' }).kind).toBe('happened');
});

it.each(SideKind.options)(
  'A record of kind “%s” pressed twice is one; the same by somebody else is another',
  (kind) => {
    const once = withRecord(aReferral(SENT), kind);
    const bySam = kind === 'missing' ? 'nothing-to-do' : 'happened';
    expect(resultsOf(outcomeOf(once, kind), outcomeOf(once, kind, {}, sam))).toEqual(['nothing-to-do', bySam]);
  },
);
