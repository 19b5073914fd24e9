import { expect, it } from '@jest/globals';
import { advance } from '../../src/case/advance.ts';
import {
  recordDecision,
  recordPhoneCall,
  submitReferral,
  takeBackPhoneCall,
  withdraw,
} from '../../src/case/commands.ts';
import { type CaseRecord, draftOf, withDraft, withoutDraft } from '../../src/case/record.ts';
import { referralOf } from '../../src/case/state.ts';
import { dangerTakenBackNow, isUrgent } from '../../src/case/urgent.ts';
import { type Answers, emptyTicks, newDraft } from '../../src/draft/draft.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { aDraft, aSubmission, at, caseContext, jane, mo, pack, submittedOf, withOutcome } from './a-case.ts';

const BEGAN = at('2026-11-24T09:00:00.000Z');
const NOW = at('2026-11-24T10:00:00.000Z');
const LATER = at('2026-11-24T11:00:00.000Z');

const answers: Answers = {
  values: {
    danger: 'yes',
    name: 'Jane Okafor',
    phone: '01632 960 014',
    'child-name': 'Girl Zircon',
    consent: 'obtained',
  },
  ticks: { control: { ...emptyTicks, seen: ['C01'], note: 'Topaz' } },
  readings: { 'leaves-sight': { words: 'today', at: LATER } },
};
const { progress } = newDraft({});
const draft = withDraft(aDraft(BEGAN), { answers, progress });

const does = (record: CaseRecord, event: CaseEvent, now = NOW) =>
  advance(record, { events: [event] }, caseContext(now));
const call = (record: CaseRecord, calledAt = NOW, now = NOW) =>
  withOutcome(record, recordPhoneCall(referralOf(record.events), calledAt, { by: jane, now }));
const takesBack = (record: CaseRecord, now = LATER) =>
  withOutcome(record, takeBackPhoneCall(referralOf(record.events), { by: jane, now }));
const missing = (now = NOW): CaseEvent => ({ type: 'ChildMissing', at: now, by: jane.id, number: 1, police: 'no' });
const taken: CaseEvent = { type: 'ReferralTaken', at: NOW, by: mo.id };
const waits = call(draft);
const types = ({ events }: CaseRecord) => events.map(({ type }) => type);

const decision = { decision: 'other', action: 'A visit.', reasons: 'The burn.', tell: '', protectionWhat: '' } as const;
const decided = (record: CaseRecord, now = LATER) => {
  const form = { ...decision, protection: 'not-said', police: 'not-said' } as const;
  return withOutcome(record, recordDecision(referralOf(record.events), form, {}, { by: mo, now }));
};
const writes = (record: CaseRecord, now = LATER) => {
  const submission = { ...aSubmission, answers, checkDone: true };
  const outcome = submitReferral(referralOf(record.events), submission, { by: jane, now });
  return withOutcome(withoutDraft(record, { keep: true }), outcome);
};

// A call that is not in writing

it('A case with a recorded call waits for a decision at once, and its 24 hours run from the call', () => {
  const record = call(draft, at('2026-11-24T08:00:00.000Z'));
  expect(record).toMatchObject({ status: 'awaiting-decision', dueAt: '2026-11-25T08:00:00.000Z' });
  const route = { kind: 'unwritten' };
  expect(submittedOf(record)).toMatchObject({ submittedBy: jane.id, submittedAt: NOW, route });
  expect(submittedOf(call(draft, at('2026-11-24T10:01:00.000Z'))).clockStart).toBe(NOW); // a minute in the future
});

const calm: Answers = { ...answers, values: { ...answers.values, danger: 'no' } };
const calmDraft = withDraft(aDraft(BEGAN), { answers: calm, progress });
const calmWaits = call(calmDraft);

it('The MASH sees only who refers, their call and whether there is danger, and the other answers stay with the draft', () => {
  const { danger, name, phone } = calm.values;
  expect(calmWaits.facts.answers).toEqual({ values: { danger, name, phone }, ticks: {}, readings: {} });
  expect(calmWaits.facts.adding).toEqual(calm);
  expect(draftOf(calmWaits)?.answers).toEqual(calm);
});

it('Of a child in danger it sees the child, the place, with whom, when they leave and the worry, too, and no tick', () => {
  const { danger, name, phone, 'child-name': child } = answers.values;
  const { 'leaves-sight': leaves } = answers.readings;
  expect(waits.facts.answers).toEqual({
    values: { danger, name, phone, 'child-name': child },
    ticks: {},
    readings: { 'leaves-sight': leaves },
  });
  expect(waits.facts.adding).toEqual(answers);
});

it('New answers stay with the draft, and the MASH sees only those about the referrer', () => {
  const more = { ...calm, values: { ...calm.values, worry: 'A burn.', phone: '01632 960 015' } };
  const filled = withDraft(calmWaits, { answers: more, progress });
  expect(filled.facts.answers).toEqual(calmWaits.facts.answers);
  const said = does(filled, { type: 'WhoRefersSaid', at: NOW, by: jane.id });
  expect(said.facts.answers.values).toEqual({ danger: 'no', name: 'Jane Okafor', phone: '01632 960 015' });
});

it('The clock counts from the corrected time of the call, or from the missing child if that came first', () => {
  const earlier = at('2026-11-24T07:00:00.000Z');
  expect(submittedOf(call(waits, earlier)).decisionDue).toBe('2026-11-25T07:00:00.000Z');
  const record = call(does(draft, missing()), LATER, LATER);
  expect(submittedOf(record)).toMatchObject({ clockStart: NOW, call: { kind: 'made', at: LATER } });
  expect(types(record).filter((type) => type === 'WaitsUnwritten')).toHaveLength(1);
});

it('A case whose call is taken back still waits, with its clock, also if it said nothing of danger', () => {
  const record = takesBack(call(calmDraft));
  expect(types(record).at(-1)).toBe('PhoneCallTakenBack');
  expect(record).toMatchObject({ status: 'awaiting-decision', facts: { adding: calm } });
  expect(submittedOf(record)).toMatchObject({ clockStart: NOW, call: { kind: 'taken-back', at: LATER } });
});

it('A case whose call is taken back still waits and is urgent if the MASH knows of danger, also when that is taken back', () => {
  const record = takesBack(waits);
  expect(submittedOf(record)).toMatchObject({ clockStart: NOW, call: { kind: 'taken-back', at: LATER } });
  expect(isUrgent(record, pack)).toBe(true);
  const lowered = withDraft(waits, { answers: calm, progress });
  const takenBack = dangerTakenBackNow(lowered, pack, LATER);
  expect(takenBack).toEqual([{ type: 'DangerTakenBack', at: LATER, by: jane.id }]);
  const both = takesBack(advance(lowered, { events: takenBack }, caseContext(LATER)));
  expect(both.facts.answers.values.danger).toBe('no');
  expect([both.status, isUrgent(both, pack)]).toEqual(['awaiting-decision', true]);
  expect(dangerTakenBackNow(both, pack, LATER)).toEqual([]);
  const written = withOutcome(
    withoutDraft(both, { keep: true }),
    submitReferral(referralOf(both.events), { ...aSubmission, answers: calm }, { by: jane, now: LATER }),
  );
  expect(isUrgent(written, pack)).toBe(true);
  const safe = does(written, { type: 'ChildSafe', at: at('2026-11-24T11:00:01.000Z'), by: mo.id, number: 1 });
  expect(isUrgent(safe, pack)).toBe(false);
});

it('Danger that is taken back after the MASH confirmed that the child is safe is no report any more', () => {
  const safe = does(waits, { type: 'ChildSafe', at: LATER, by: mo.id, number: 1 });
  expect(dangerTakenBackNow(withDraft(safe, { answers: calm, progress }), pack, LATER)).toEqual([]);
});

it('A case whose call is taken back still waits if somebody at the MASH has acted', () => {
  const record = takesBack(does(waits, taken));
  const called = { kind: 'taken-back', at: LATER };
  expect(submittedOf(record)).toMatchObject({ clockStart: NOW, route: { kind: 'unwritten' }, call: called });
});

it('The 24 hours do not move back when a call is taken back, or when the child is then reported missing', () => {
  const record = does(takesBack(call(calmDraft, BEGAN)), missing(LATER), LATER);
  expect(submittedOf(record)).toMatchObject({ status: 'awaiting-decision', clockStart: BEGAN });
});

it('A call in a practice case does not make it wait', () => {
  expect(call({ ...draft, practice: true }).status).toBe('draft');
});

// A draft that is deleted after a call

const outcome = withdraw(referralOf(waits.events), { by: jane, now: LATER });
const gone = withOutcome(withoutDraft(waits, { keep: false }), outcome);

it('A draft that is deleted after a call still waits, without any answer that the MASH had not read', () => {
  expect(gone.status).toBe('awaiting-decision');
  expect(submittedOf(gone).route).toMatchObject({ kind: 'unwritten', draft: { kind: 'deleted', at: LATER } });
  expect(JSON.stringify(gone.facts)).not.toMatch(/Topaz|C01/);
  expect(JSON.stringify(withOutcome(withoutDraft(calmWaits, { keep: false }), outcome).facts)).not.toMatch(
    /Zircon|Topaz|C01/,
  );
  expect(gone.facts.answers.values.phone).toBe('01632 960 014');
});

it('Deleting the draft again after a call changes nothing', () => {
  expect(withdraw(referralOf(gone.events), { by: jane, now: LATER })).toEqual({ kind: 'nothing-to-do' });
});

// The written referral after a call

it('When the written referral is sent, the clock still runs from the call, whoever took the case keeps it, and the case no longer counts as unwritten', () => {
  const record = writes(does(waits, taken));
  const times = { clockStart: NOW, submittedAt: LATER };
  const route = { kind: 'written' };
  expect(submittedOf(record)).toMatchObject({ ...times, route, allocation: { by: mo.id }, checkDone: true });
  expect(record.facts).toMatchObject({ answers });
  expect(record.facts.adding).toBeUndefined();
});

it('The written referral must be delivered again', () => {
  const delivered = does(waits, { type: 'ReferralDelivered', at: NOW });
  expect(submittedOf(delivered).deliveredAt).toBe(NOW);
  expect(submittedOf(writes(delivered)).deliveredAt).toBeUndefined();
});

it('A written referral that comes after the decision does not change the decision', () => {
  const before = decided(waits);
  const record = writes(before, at('2026-11-26T10:00:00.000Z'));
  const { status, decisionDue } = submittedOf(before);
  expect(submittedOf(record)).toMatchObject({ status, decisionDue, decidedAt: LATER, late: false });
  expect(submittedOf(record).route).toEqual({ kind: 'written' });
});
