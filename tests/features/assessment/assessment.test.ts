import { expect, it } from '@jest/globals';
import { advance } from '../../../src/case/advance.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { openTasksOf, tasksOf } from '../../../src/case/tasks.ts';
import {
  acceptCase,
  assessmentForms,
  beginAssessment,
  recordAssessment,
} from '../../../src/features/assessment/rules.ts';
import { assessmentOf } from '../../../src/features/assessment/state.ts';
import type { AssessmentForm } from '../../../src/features/assessment/verbs.ts';
import { eventTexts } from '../../../src/features/assessment/words.ts';
import { recordDone } from '../../../src/features/tasks/rules.ts';
import type { DecisionKind, Trafficking } from '../../../src/history/decision.ts';
import { type CaseEvent, isA } from '../../../src/history/events.ts';
import {
  aReferral,
  at,
  caseContext,
  desk,
  guest,
  ivy,
  messageInShort,
  mo,
  pat,
  sue,
  withOutcome,
} from '../../case/a-case.ts';
import { resultsOf } from '../outcomes.ts';
import {
  acceptedAt,
  begun,
  by,
  forms,
  NOW,
  passedOn,
  recorded,
  recording,
  whyOrKind,
  withGrounds,
} from './a-passed-case.ts';
import { sampleAssessmentEvents } from './assessed.ts';

const SENT = at('2026-11-24T14:00:00.000Z');
const accepted = acceptedAt(NOW);
const notYet = (first: string) => ({ kind: 'not-yet', first });

// The Assessment team

it('The Assessment team cannot act on a case that the MASH has not passed on', () => {
  const awaiting = aReferral(SENT);
  const tried = [acceptCase(awaiting, by(sue)), ...forms.map((form) => recording(awaiting, form))];
  expect(new Set(resultsOf(...tried))).toEqual(new Set(['not-passed-on']));
});

it.each([
  ['a MASH practitioner', pat],
  ['a MASH manager', mo],
  ['a guest', guest],
])('The assessment rules refuse %s', (_, person) => {
  const record = passedOn();
  const tried = [
    acceptCase(record, by(person)),
    beginAssessment(record, 'family', by(person)),
    ...forms.map((form) => recording(record, form, {}, person)),
  ];
  expect(new Set(resultsOf(...tried))).toEqual(new Set(['only-the-assessment-team']));
});

it('Only one person of the Assessment team takes a case on: a second is told who was first, and a second press by the first changes nothing', () => {
  expect(whyOrKind(acceptCase(accepted, by(ivy)))).toEqual({ kind: 'already-accepted', by: sue.id });
  expect(whyOrKind(acceptCase(accepted, by(sue)))).toBe('nothing-to-do');
});

it('The Assessment team cannot record anything before somebody has taken the case on', () => {
  for (const form of forms) expect(whyOrKind(recording(passedOn(), form))).toEqual(notYet('accept'));
});

it('The suspicion before the specialist assessment and the finding at its end are recorded separately', () => {
  expect(whyOrKind(beginAssessment(accepted, 'specialist', by(sue)))).toEqual(notYet('suspicion'));
  const suspected = recorded(accepted, 'suspicion');
  expect(whyOrKind(recording(suspected, 'grounds'))).toEqual(notYet('specialist-start'));
  const record = recorded(begun(suspected, 'specialist'), 'grounds', { grounds: 'no' }, ivy);
  expect(assessmentOf(record.events)).toMatchObject({
    suspicion: { suspected: true, by: sue.id },
    specialist: { finding: { grounds: false, by: ivy.id } },
  });
});

it('The specialist assessment cannot begin if the team does not suspect trafficking', () => {
  const record = recorded(accepted, 'suspicion', { suspected: 'no' });
  expect(whyOrKind(beginAssessment(record, 'specialist', by(sue)))).toEqual(notYet('suspicion'));
});

it('The Assessment team cannot finish a family assessment that it has not begun', () => {
  expect(whyOrKind(recording(accepted, 'family'))).toEqual(notYet('family-start'));
});

it('The assessment forms require reasons, an owner and a date where the protocol asks for them', () => {
  const record = begun(withGrounds(), 'family');
  const empty = (form: AssessmentForm) => whyOrKind(recordAssessment(record, form, {}, by(sue)));
  expect(forms.map(empty)).toMatchObject([
    { faults: { need: 'missing', services: 'missing', arrival: 'choose' } },
    { faults: { suspected: 'choose', reasons: 'missing' } },
    { faults: { grounds: 'choose', reasons: 'missing' } },
    { faults: { service: 'choose', worker: 'missing' } },
    { faults: { item: 'choose', owner: 'missing', on: 'missing' } },
    { faults: { note: 'missing' } },
  ]);
});

it('A second assessment entry keeps the first, and saving the same entry again changes nothing', () => {
  expect(whyOrKind(recording(withGrounds(), 'grounds'))).toBe('nothing-to-do');
  const next = recorded(withGrounds(), 'grounds', { reasons: 'More was found.' });
  expect(assessmentOf(next.events).specialist).toMatchObject({ finding: { number: 2 } });
  expect(next.facts.texts).toMatchObject({
    'grounds-reasons-1': 'Made to work.',
    'grounds-reasons-2': 'More was found.',
  });
});

it('The Assessment team can record all five kinds of help side by side', () => {
  const items = assessmentForms.support.item.of;
  const record = items.reduce((last, item) => recorded(last, 'support', { item }), withGrounds());
  const { support } = assessmentOf(record.events);
  expect(support.map(({ item }) => item).sort()).toEqual(['action', 'camhs', 'family', 'legal', 'return']);
  expect(new Set(support.map(({ number }) => number)).size).toBe(5);
  expect(openTasksOf(record.events)).toHaveLength(5);
});

it('Help is a task, which the same help with another day or person replaces until it is done, and an earlier record stays readable', () => {
  const old: CaseEvent = { type: 'SupportRecorded', at: NOW, by: sue.id, number: 1, item: 'legal', on: '2026-12-01' };
  const { events, facts, ...before } = withGrounds();
  const texts = { ...facts.texts, 'support-owner-1': 'Al Jade' };
  const first = recorded({ ...before, events: [...events, old], facts: { ...facts, texts } }, 'support');
  expect(whyOrKind(recording(first, 'support'))).toBe('nothing-to-do');
  expect(recording(first, 'support', { on: '2026-11-25' })).toMatchObject({ why: { faults: { on: 'over' } } });
  const second = recorded(first, 'support', { owner: 'Dr Onyx', on: '2026-12-31' });
  expect(openTasksOf(second.events)).toMatchObject([{ number: 2, item: 'camhs', on: '2026-12-31' }]);
  const done = withOutcome(second, recordDone(second, { task: 2 }, by(sue)));
  const third = recorded(done, 'support', { on: '2027-01-15' });
  expect(tasksOf(third.events).map(({ number, done }) => [number, done !== undefined])).toEqual([
    [2, true],
    [3, false],
  ]);
  const words = [old, ...third.events.filter(isA('TaskSet'))].map((event) => eventTexts(third, event));
  expect(words.map((each) => each.map(({ text }) => text).join(', '))).toEqual([
    'Immigration and legal advice, Al Jade, 1 December 2026',
    'Help from CAMHS (mental health), Dr Moss, 24 December 2026',
    'Help from CAMHS (mental health), Dr Onyx, 31 December 2026, done',
    'Help from CAMHS (mental health), Dr Moss, 15 January 2027',
  ]);
});

it('The assessment forms have no box for the address of a placement', () => {
  const names = Object.values(assessmentForms).flatMap((form) => Object.keys(form));
  expect(names.sort().join(' ')).toBe(
    'arrival grounds item need note on owner plan plan reasons reasons service services suspected worker',
  );
});

// Who is told about the assessment

const withTeam = { ...desk, hasAssessment: true };
const awaiting = aReferral(SENT);
const after = (record: CaseRecord, event: CaseEvent) =>
  advance(record, { events: [event] }, { ...caseContext(NOW), desk: withTeam });
const messagesFor = (record: CaseRecord, event: CaseEvent, thisDesk = withTeam) => {
  const before = record.outbox.length;
  return advance(record, { events: [event] }, { ...caseContext(NOW), desk: thisDesk })
    .outbox.slice(before)
    .map(messageInShort);
};
const stamp = { at: NOW, by: sue.id };

it('The Assessment team gets its card once the MASH passes the case on', () => {
  const decided = decision('assessment');
  expect(messagesFor(awaiting, decided)).toContain('assessment: assessment-card');
  expect(messagesFor(awaiting, decided, desk).join()).not.toContain('assessment: ');
});

it('Any decision goes to the Assessment team if there is a concern about trafficking or the MASH cannot tell', () => {
  for (const kind of ['other', 'child-in-need', 'immediate', 'child-protection'] as const) {
    const goesToTheTeam = (['yes', 'cannot-tell', 'no', undefined] as const).map((trafficking) =>
      messagesFor(awaiting, decision(kind, trafficking)).includes('assessment: assessment-card'),
    );
    expect([kind, ...goesToTheTeam]).toEqual([kind, true, true, false, false]);
  }
});

it('The Assessment team keeps a case with a concern about trafficking even if a correction removes the concern, and is told about the correction', () => {
  const passed = after(awaiting, decision('other', 'yes'));
  const correctionEvent = correction('other', 'no');
  expect(messagesFor(passed, correctionEvent)).toEqual(
    expect.arrayContaining(['assessment: assessment-card', 'assessment: assessment-line']),
  );
  const late = after(accepted, correction('other', 'cannot-tell'));
  for (const { events } of [passed, late]) expect(assessmentOf([...events, correctionEvent]).passed.kind).toBe('yes');
});

it('The MASH and the referrer are told when the Assessment team takes a case on', () => {
  expect(messagesFor(passedOn(), { type: 'AssessmentAccepted', ...stamp })).toEqual([
    'mash: case-card',
    'mash: line',
    'assessment: assessment-card',
    'assessment: assessment-line',
    'jane: receipt',
  ]);
});

it('The Assessment team and the MASH’s card show what the team records, and the referrer is never told', () => {
  const events = sampleAssessmentEvents.filter(({ type }) => !/^Assessment|PoliceNoteAdded/.test(type));
  expect(events).toHaveLength(9);
  for (const event of events)
    expect(messagesFor(accepted, event)).toEqual([
      'mash: case-card',
      'assessment: assessment-card',
      'assessment: assessment-line',
    ]);
});

it('Only the Assessment team is told about a police note', () => {
  expect(messagesFor(accepted, { type: 'PoliceNoteAdded', ...stamp, number: 1 })).toEqual([
    'assessment: assessment-card',
    'assessment: assessment-line',
  ]);
});

it('The MASH is told when the Assessment team’s channel does not accept the card', () => {
  expect(messagesFor(passedOn(), { type: 'AssessmentNotPosted', at: NOW })).toContain('mash: line');
  expect(messagesFor(passedOn(), { type: 'AssessmentPosted', at: NOW })).toEqual(['mash: case-card']);
});

it('The Assessment team is told about news while it has the case, and neither before nor afterwards', () => {
  const added: CaseEvent = { type: 'InformationAdded', at: NOW, by: accepted.author, number: 1 };
  expect(messagesFor(accepted, added)).toContain('assessment: assessment-line');
  for (const record of [awaiting, after(accepted, correction('other'))])
    expect(messagesFor(record, added).join()).not.toContain('assessment: ');
});

it('The Assessment team is told when a correction takes the case back or passes it on after all', () => {
  expect(messagesFor(accepted, correction('other'))).toEqual(
    expect.arrayContaining(['assessment: assessment-card', 'assessment: assessment-line']),
  );
  const other = after(awaiting, decision('other'));
  expect(messagesFor(other, correction('assessment'))).toContain('assessment: assessment-card');
  expect(assessmentOf([...other.events, correction('assessment')]).passed.kind).toBe('yes');
  expect(assessmentOf([...accepted.events, correction('other')]).passed.kind).toBe('back');
});

const said = { at: NOW, by: mo.id, protection: 'no', police: 'no' } as const;
const decision = (kind: DecisionKind, trafficking?: Trafficking): CaseEvent => ({
  ...{ type: 'DecisionRecorded', ...said, decision: kind, trafficking, late: false },
});
const correction = (kind: DecisionKind, trafficking?: Trafficking): CaseEvent => ({
  ...{ type: 'DecisionCorrected', ...said, decision: kind, trafficking, number: 2, corrects: 1 },
});
