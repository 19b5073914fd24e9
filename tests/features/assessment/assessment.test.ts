import { describe, expect, it } from '@jest/globals';
import type { Person } from '../../../src/base/people.ts';
import { advance } from '../../../src/case/advance.ts';
import { recordDecision } from '../../../src/case/commands.ts';
import type { Outcome } from '../../../src/case/outcome.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { referralOf } from '../../../src/case/state.ts';
import {
  acceptCase,
  assessmentForms,
  beginAssessment,
  recordAssessment,
} from '../../../src/features/assessment/rules.ts';
import { assessmentOf } from '../../../src/features/assessment/state.ts';
import type { AssessmentForm } from '../../../src/features/assessment/verbs.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
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
import { aDecisionForm } from '../decision/a-decision-form.ts';
import { acceptedAt, passedOn } from './a-passed-case.ts';

const SENT = at('2026-11-24T14:00:00.000Z');
const NOW = at('2026-11-26T10:00:00.000Z');
const by = (person: Person) => ({ by: person, now: NOW });
const filledForms: Record<AssessmentForm, Record<string, string>> = {
  family: { need: 'High.', services: 'A school.', arrival: 'no', plan: '' },
  suspicion: { suspected: 'yes', reasons: 'Her passport.' },
  grounds: { grounds: 'yes', reasons: 'Made to work.' },
  service: { service: 'looked-after', worker: 'Ada Bright', plan: '2026-11-25' },
  support: { item: 'camhs', owner: 'Dr Moss', on: '2026-12-24' },
  police: { note: 'Silver van.' },
};
const resultOf = (outcome: Outcome) => (outcome.kind === 'refused' ? outcome.why : outcome.kind);

describe('the Assessment team', () => {
  it('The Assessment team cannot act on a case that the MASH has not passed on', () => {
    const awaiting = aReferral(SENT);
    expect(resultOf(acceptCase(awaiting, by(sue)))).toEqual({ kind: 'not-passed-on' });
    for (const form of Object.keys(filledForms) as AssessmentForm[])
      expect(resultOf(recordAssessment(awaiting, form, filledForms[form], by(sue)))).toEqual({ kind: 'not-passed-on' });
  });

  it.each([
    ['a MASH practitioner', pat],
    ['a MASH manager', mo],
    ['a guest', guest],
  ])('The assessment rules refuse %s', (_, person) => {
    const record = passedOn();
    const no = { kind: 'only-the-assessment-team' };
    expect(resultOf(acceptCase(record, by(person)))).toEqual(no);
    expect(resultOf(beginAssessment(record, 'family', by(person)))).toEqual(no);
    for (const form of Object.keys(filledForms) as AssessmentForm[])
      expect(resultOf(recordAssessment(record, form, filledForms[form], by(person)))).toEqual(no);
  });

  it('Only one person of the Assessment team takes a case on: a second is told who was first, and a second press by the first changes nothing', () => {
    const record = acceptedAt(NOW);
    expect(resultOf(acceptCase(record, by(ivy)))).toEqual({ kind: 'already-accepted', by: sue.id });
    expect(resultOf(acceptCase(record, by(sue)))).toBe('nothing-to-do');
  });

  it('The Assessment team cannot record anything before somebody has taken the case on', () => {
    for (const form of Object.keys(filledForms) as AssessmentForm[])
      expect(resultOf(recordAssessment(passedOn(), form, filledForms[form], by(sue)))).toEqual({
        kind: 'not-yet',
        first: 'accept',
      });
  });

  it('The suspicion before the specialist assessment and the finding at its end are recorded separately', () => {
    let record = acceptedAt(NOW);
    expect(resultOf(beginAssessment(record, 'specialist', by(sue)))).toEqual({ kind: 'not-yet', first: 'suspicion' });
    record = withOutcome(record, recordAssessment(record, 'suspicion', filledForms.suspicion, by(sue)));
    expect(resultOf(recordAssessment(record, 'grounds', filledForms.grounds, by(sue)))).toEqual({
      kind: 'not-yet',
      first: 'specialist-start',
    });
    record = withOutcome(record, beginAssessment(record, 'specialist', by(sue)));
    record = withOutcome(
      record,
      recordAssessment(record, 'grounds', { ...filledForms.grounds, grounds: 'no' }, by(ivy)),
    );
    expect(assessmentOf(record.events)).toMatchObject({
      suspicion: { suspected: true, by: sue.id },
      specialist: { finding: { grounds: false, by: ivy.id } },
    });
  });

  it('The specialist assessment cannot begin if the team does not suspect trafficking', () => {
    let record = acceptedAt(NOW);
    const no = { suspected: 'no', reasons: 'Nothing points to it.' };
    record = withOutcome(record, recordAssessment(record, 'suspicion', no, by(sue)));
    expect(resultOf(beginAssessment(record, 'specialist', by(sue)))).toEqual({ kind: 'not-yet', first: 'suspicion' });
  });

  it('The Assessment team cannot finish a family assessment that it has not begun', () => {
    const record = acceptedAt(NOW);
    expect(resultOf(recordAssessment(record, 'family', filledForms.family, by(sue)))).toEqual({
      kind: 'not-yet',
      first: 'family-start',
    });
  });

  it('The assessment forms require reasons, an owner and a date where the protocol asks for them', () => {
    const record = withGroundsRecorded();
    const empty = (form: AssessmentForm) => resultOf(recordAssessment(record, form, {}, by(sue)));
    expect(empty('suspicion')).toMatchObject({ faults: { suspected: 'choose', reasons: 'missing' } });
    expect(empty('grounds')).toMatchObject({ faults: { grounds: 'choose', reasons: 'missing' } });
    expect(empty('support')).toMatchObject({ faults: { item: 'choose', owner: 'missing', on: 'missing' } });
    expect(empty('service')).toMatchObject({ faults: { service: 'choose', worker: 'missing' } });
    expect(empty('family')).toMatchObject({ faults: { need: 'missing', services: 'missing', arrival: 'choose' } });
    expect(empty('police')).toMatchObject({ faults: { note: 'missing' } });
  });

  it('A second assessment entry keeps the first, and saving the same entry again changes nothing', () => {
    const record = withGroundsRecorded();
    const again = recordAssessment(record, 'grounds', filledForms.grounds, by(sue));
    expect(resultOf(again)).toBe('nothing-to-do');
    const next = withOutcome(
      record,
      recordAssessment(record, 'grounds', { ...filledForms.grounds, reasons: 'More was found.' }, by(sue)),
    );
    expect(assessmentOf(next.events).specialist).toMatchObject({ finding: { number: 2 } });
    expect(next.facts.texts).toMatchObject({
      'grounds-reasons-1': 'Made to work.',
      'grounds-reasons-2': 'More was found.',
    });
  });

  it('The Assessment team can record all five kinds of help side by side', () => {
    let record = withGroundsRecorded();
    for (const item of assessmentForms.support.item.of) {
      const typed = { ...filledForms.support, item, owner: `Owner of ${item}` };
      record = withOutcome(record, recordAssessment(record, 'support', typed, by(sue)));
    }
    const { support } = assessmentOf(record.events);
    expect(support.map(({ item }) => item).sort()).toEqual(['action', 'camhs', 'family', 'legal', 'return']);
    const numbers = support.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(5);
  });

  it('The assessment forms have no box for the address of a placement', () => {
    const names = Object.values(assessmentForms).flatMap((form) => Object.keys(form));
    expect(names.sort()).toEqual(
      [
        'arrival',
        'grounds',
        'item',
        'need',
        'note',
        'on',
        'owner',
        'plan',
        'plan',
        'reasons',
        'reasons',
        'service',
        'services',
        'suspected',
        'worker',
      ].sort(),
    );
  });
});

describe('who is told about the assessment', () => {
  const withTeam = { ...desk, hasAssessment: true };
  const messagesFor = (record: CaseRecord, event: CaseEvent, thisDesk = withTeam) => {
    const before = record.outbox.length;
    return advance(record, { events: [event] }, { ...caseContext(NOW), desk: thisDesk })
      .outbox.slice(before)
      .map(messageInShort);
  };
  const accepted = acceptedAt(NOW);
  const stamp = { at: NOW, by: sue.id };

  it('The Assessment team gets its card once the MASH passes the case on', () => {
    const awaiting = aReferral(SENT);
    const decided = decision(awaiting, 'assessment');
    expect(messagesFor(awaiting, decided)).toContain('assessment: assessment-card');
    expect(messagesFor(awaiting, decided, desk).join()).not.toContain('assessment: ');
    for (const kind of otherDecisions)
      expect(messagesFor(awaiting, decision(awaiting, kind)).join()).not.toContain('assessment: ');
  });

  it('Any decision goes to the Assessment team if there is a concern about trafficking or the MASH cannot tell', () => {
    const awaiting = aReferral(SENT);
    const concerned = (kind: (typeof otherDecisions)[number], trafficking: 'yes' | 'no' | 'cannot-tell') =>
      messagesFor(awaiting, decision(awaiting, kind, trafficking));
    for (const kind of otherDecisions) {
      expect(concerned(kind, 'yes')).toContain('assessment: assessment-card');
      expect(concerned(kind, 'cannot-tell')).toContain('assessment: assessment-card');
      expect(concerned(kind, 'no').join()).not.toContain('assessment: ');
    }
  });

  it('The Assessment team keeps a case with a concern about trafficking even if a correction removes the concern, and is told about the correction', () => {
    const awaiting = aReferral(SENT);
    const context = { ...caseContext(NOW), desk: withTeam };
    const passed = advance(awaiting, { events: [decision(awaiting, 'other', 'yes')] }, context);
    const correctionEvent: CaseEvent = correction('other', 'no');
    expect(messagesFor(passed, correctionEvent)).toEqual(
      expect.arrayContaining(['assessment: assessment-card', 'assessment: assessment-line']),
    );
    expect(assessmentOf([...passed.events, correctionEvent]).passed.kind).toBe('yes');
    const late = advance(accepted, { events: [correction('other', 'cannot-tell')] }, context);
    expect(assessmentOf([...late.events, correctionEvent]).passed.kind).toBe('yes');
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
    const events: CaseEvent[] = [
      { type: 'FamilyAssessmentStarted', ...stamp },
      { type: 'FamilyAssessmentCompleted', ...stamp, number: 1, arrival: 'yes' },
      { type: 'TraffickingSuspicionRecorded', ...stamp, number: 1, suspected: true },
      { type: 'TraffickingAssessmentStarted', ...stamp },
      { type: 'ReasonableGroundsRecorded', ...stamp, number: 1, grounds: true },
      { type: 'ServiceRecorded', ...stamp, number: 1, service: 'looked-after' },
      { type: 'SupportRecorded', ...stamp, number: 1, item: 'family', on: '2026-12-24' },
    ];
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
    expect(messagesFor(passedOn(), { type: 'AssessmentNotPosted', at: NOW })).toEqual([
      'mash: case-card',
      'mash: line',
    ]);
    expect(messagesFor(passedOn(), { type: 'AssessmentPosted', at: NOW })).toEqual(['mash: case-card']);
  });

  it('The Assessment team is told about news while it has the case, and neither before nor afterwards', () => {
    const added: CaseEvent = { type: 'InformationAdded', at: NOW, by: accepted.author, number: 1 };
    expect(messagesFor(accepted, added)).toContain('assessment: assessment-line');
    expect(messagesFor(aReferral(SENT), added).join()).not.toContain('assessment: ');
    const back = advance(accepted, { events: [correction('other')] }, { ...caseContext(NOW), desk: withTeam });
    expect(messagesFor(back, added).join()).not.toContain('assessment: ');
  });

  it('The Assessment team is told when a correction takes the case back or passes it on after all', () => {
    expect(messagesFor(accepted, correction('other'))).toEqual(
      expect.arrayContaining(['assessment: assessment-card', 'assessment: assessment-line']),
    );
    const record = aReferral(SENT);
    const other = advance(record, { events: [decision(record, 'other')] }, { ...caseContext(NOW), desk: withTeam });
    expect(messagesFor(other, correction('assessment'))).toContain('assessment: assessment-card');
    expect(assessmentOf([...other.events, correction('assessment')]).passed.kind).toBe('yes');
    expect(assessmentOf([...accepted.events, correction('other')]).passed.kind).toBe('back');
  });
});

/** A case that the team took on, with everything recorded up to reasonable grounds. */
function withGroundsRecorded(): CaseRecord {
  let record = acceptedAt(NOW);
  record = withOutcome(record, beginAssessment(record, 'family', by(sue)));
  record = withOutcome(record, recordAssessment(record, 'suspicion', filledForms.suspicion, by(sue)));
  record = withOutcome(record, beginAssessment(record, 'specialist', by(sue)));
  return withOutcome(record, recordAssessment(record, 'grounds', filledForms.grounds, by(sue)));
}

const otherDecisions = ['other', 'child-in-need', 'immediate', 'child-protection'] as const;

function decision(
  record: CaseRecord,
  kind: 'assessment' | (typeof otherDecisions)[number],
  trafficking?: 'yes' | 'no' | 'cannot-tell',
) {
  const form = { ...aDecisionForm, decision: kind, trafficking } as const;
  const outcome = recordDecision(referralOf(record.events), form, {}, { by: mo, now: NOW });
  const event = outcome.kind === 'happened' ? outcome.events[0] : undefined;
  if (!event) throw new Error(`the decision was not recorded: ${JSON.stringify(outcome)}`);
  return event;
}

function correction(kind: 'assessment' | 'other', trafficking?: 'no' | 'cannot-tell'): CaseEvent {
  return {
    type: 'DecisionCorrected',
    at: NOW,
    by: mo.id,
    decision: kind,
    protection: 'no',
    police: 'no',
    number: 2,
    corrects: 1,
    ...(trafficking ? { trafficking } : {}),
  };
}
