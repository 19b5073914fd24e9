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
import { aReferral, at, caseContext, desk, guest, inShort, mo, pat } from '../../case/a-case.ts';
import { ivy, passedOn, step, sue } from './a-passed-case.ts';

const NOW = at('2026-11-26T10:00:00.000Z');
const by = (person: Person) => ({ by: person, now: NOW });
const filled: Record<AssessmentForm, Record<string, string>> = {
  family: { need: 'High.', services: 'A school.', arrival: 'no', plan: '' },
  suspicion: { suspected: 'yes', reasons: 'Her passport.' },
  grounds: { grounds: 'yes', reasons: 'Made to work.' },
  service: { service: 'looked-after', worker: 'Ada Bright', plan: '2026-11-25' },
  support: { item: 'camhs', owner: 'Dr Moss', on: '2026-12-24' },
  police: { note: 'Silver van.' },
};
const why = (outcome: Outcome) => (outcome.kind === 'refused' ? outcome.why : outcome.kind);

describe('the Assessment team', () => {
  it('can do nothing with a case that the MASH has not passed on', () => {
    const awaiting = aReferral(at('2026-11-24T14:00:00.000Z'));
    expect(why(acceptCase(awaiting, by(sue)))).toEqual({ kind: 'not-passed-on' });
    for (const form of Object.keys(filled) as AssessmentForm[])
      expect(why(recordAssessment(awaiting, form, filled[form], by(sue)))).toEqual({ kind: 'not-passed-on' });
  });

  it.each([
    ['a MASH practitioner', pat],
    ['a MASH manager', mo],
    ['a guest', guest],
  ])('is not %s', (_, person) => {
    const record = passedOn();
    const no = { kind: 'only-the-assessment-team' };
    expect(why(acceptCase(record, by(person)))).toEqual(no);
    expect(why(beginAssessment(record, 'family', by(person)))).toEqual(no);
    for (const form of Object.keys(filled) as AssessmentForm[])
      expect(why(recordAssessment(record, form, filled[form], by(person)))).toEqual(no);
  });

  it('takes a case on once: the second is told who was first, and the first may press again', () => {
    const record = step(passedOn(), (each) => acceptCase(each, by(sue)), sue, NOW);
    expect(why(acceptCase(record, by(ivy)))).toEqual({ kind: 'already-accepted', by: sue.id });
    expect(why(acceptCase(record, by(sue)))).toBe('nothing-to-do');
  });

  it('records nothing before somebody has taken it on', () => {
    for (const form of Object.keys(filled) as AssessmentForm[])
      expect(why(recordAssessment(passedOn(), form, filled[form], by(sue)))).toEqual({
        kind: 'not-yet',
        first: 'accept',
      });
  });

  it('keeps the suspicion that begins the trafficking assessment apart from the finding that ends it', () => {
    let record = step(passedOn(), (each) => acceptCase(each, by(sue)), sue, NOW);
    expect(why(beginAssessment(record, 'specialist', by(sue)))).toEqual({ kind: 'not-yet', first: 'suspicion' });
    record = step(record, (each) => recordAssessment(each, 'suspicion', filled.suspicion, by(sue)), sue, NOW);
    expect(why(recordAssessment(record, 'grounds', filled.grounds, by(sue)))).toEqual({
      kind: 'not-yet',
      first: 'specialist-start',
    });
    record = step(record, (each) => beginAssessment(each, 'specialist', by(sue)), sue, NOW);
    record = step(
      record,
      (each) => recordAssessment(each, 'grounds', { ...filled.grounds, grounds: 'no' }, by(ivy)),
      ivy,
      NOW,
    );
    expect(assessmentOf(record.events)).toMatchObject({
      suspicion: { kind: 'suspected', entry: { suspected: true, by: sue.id } },
      specialist: { kind: 'done', finding: { grounds: false, by: ivy.id } },
    });
  });

  it('does not begin the specialist part where nobody suspects trafficking', () => {
    let record = step(passedOn(), (each) => acceptCase(each, by(sue)), sue, NOW);
    const no = { suspected: 'no', reasons: 'Nothing points to it.' };
    record = step(record, (each) => recordAssessment(each, 'suspicion', no, by(sue)), sue, NOW);
    expect(why(beginAssessment(record, 'specialist', by(sue)))).toEqual({ kind: 'not-yet', first: 'suspicion' });
  });

  it('finishes the family assessment only once it is begun', () => {
    const record = step(passedOn(), (each) => acceptCase(each, by(sue)), sue, NOW);
    expect(why(recordAssessment(record, 'family', filled.family, by(sue)))).toEqual({
      kind: 'not-yet',
      first: 'family-start',
    });
  });

  it('needs reasons, an owner and a date where the protocol asks for them', () => {
    const record = whole();
    const empty = (form: AssessmentForm) => why(recordAssessment(record, form, {}, by(sue)));
    expect(empty('suspicion')).toMatchObject({ faults: { suspected: 'choose', reasons: 'missing' } });
    expect(empty('grounds')).toMatchObject({ faults: { grounds: 'choose', reasons: 'missing' } });
    expect(empty('support')).toMatchObject({ faults: { item: 'choose', owner: 'missing', on: 'missing' } });
    expect(empty('service')).toMatchObject({ faults: { service: 'choose', worker: 'missing' } });
    expect(empty('family')).toMatchObject({ faults: { need: 'missing', services: 'missing', arrival: 'choose' } });
    expect(empty('police')).toMatchObject({ faults: { note: 'missing' } });
  });

  it('records a second entry beside the first, which stays; the same one again is no news', () => {
    const record = whole();
    const again = recordAssessment(record, 'grounds', filled.grounds, by(sue));
    expect(why(again)).toBe('nothing-to-do');
    const next = step(
      record,
      (each) => recordAssessment(each, 'grounds', { ...filled.grounds, reasons: 'More was found.' }, by(sue)),
      sue,
      NOW,
    );
    expect(assessmentOf(next.events).specialist).toMatchObject({ kind: 'done', finding: { number: 2 } });
    expect(next.facts.texts).toMatchObject({
      'grounds-reasons-1': 'Made to work.',
      'grounds-reasons-2': 'More was found.',
    });
  });

  it('has its five kinds of help side by side', () => {
    let record = whole();
    for (const item of assessmentForms.support.item.of) {
      const typed = { ...filled.support, item, owner: `Owner of ${item}` };
      record = step(record, (each) => recordAssessment(each, 'support', typed, by(sue)), sue, NOW);
    }
    const { support } = assessmentOf(record.events);
    expect(Object.keys(support).sort()).toEqual(['action', 'camhs', 'family', 'legal', 'return']);
    const numbers = Object.values(support).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(5);
  });

  it('has no box for the address of a placement', () => {
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

describe('who hears of the assessment', () => {
  const withTeam = { ...desk, hasAssessment: true };
  const told = (record: CaseRecord, event: CaseEvent, own = withTeam) => {
    const before = record.outbox.length;
    return advance(record, { events: [event] }, { ...caseContext(NOW), desk: own })
      .outbox.slice(before)
      .map(inShort);
  };
  const accepted = step(passedOn(), (each) => acceptCase(each, by(sue)), sue, NOW);
  const done = { at: NOW, by: sue.id };

  it('is the team by its card, once the MASH passes the case on', () => {
    const awaiting = aReferral(at('2026-11-24T14:00:00.000Z'));
    const decided = decision(awaiting, 'assessment');
    expect(told(awaiting, decided)).toContain('assessment: assessment-card');
    expect(told(awaiting, decided, desk).join()).not.toContain('assessment: ');
    for (const kind of others) expect(told(awaiting, decision(awaiting, kind)).join()).not.toContain('assessment: ');
  });

  it('is the team for a concern about trafficking, and where that cannot be told, whatever was decided', () => {
    const awaiting = aReferral(at('2026-11-24T14:00:00.000Z'));
    const concerned = (kind: (typeof others)[number], trafficking: 'yes' | 'no' | 'cannot-tell') =>
      told(awaiting, decision(awaiting, kind, trafficking));
    for (const kind of others) {
      expect(concerned(kind, 'yes')).toContain('assessment: assessment-card');
      expect(concerned(kind, 'cannot-tell')).toContain('assessment: assessment-card');
      expect(concerned(kind, 'no').join()).not.toContain('assessment: ');
    }
  });

  it('stays the team after a concern about trafficking, whatever a correction says, and it is told', () => {
    const awaiting = aReferral(at('2026-11-24T14:00:00.000Z'));
    const own = { ...caseContext(NOW), desk: withTeam };
    const passed = advance(awaiting, { events: [decision(awaiting, 'other', 'yes')] }, own);
    const taken: CaseEvent = corrected('other', 'no');
    expect(told(passed, taken)).toEqual(
      expect.arrayContaining(['assessment: assessment-card', 'assessment: assessment-line']),
    );
    expect(assessmentOf([...passed.events, taken]).passed.kind).toBe('yes');
    const late = advance(accepted, { events: [corrected('other', 'cannot-tell')] }, own);
    expect(assessmentOf([...late.events, taken]).passed.kind).toBe('yes');
  });

  it('is the MASH and the referrer when it is taken on', () => {
    expect(told(passedOn(), { type: 'AssessmentAccepted', ...done })).toEqual([
      'assessment: assessment-card',
      'assessment: assessment-line',
      'mash: case-card',
      'mash: line',
      'jane: receipt',
    ]);
  });

  it('is the team and the MASH’s card for what is recorded, and never the referrer', () => {
    const events: CaseEvent[] = [
      { type: 'FamilyAssessmentStarted', ...done },
      { type: 'FamilyAssessmentCompleted', ...done, number: 1, arrival: 'yes' },
      { type: 'TraffickingSuspicionRecorded', ...done, number: 1, suspected: true },
      { type: 'TraffickingAssessmentStarted', ...done },
      { type: 'ReasonableGroundsRecorded', ...done, number: 1, grounds: true },
      { type: 'ServiceRecorded', ...done, number: 1, service: 'looked-after' },
      { type: 'SupportRecorded', ...done, number: 1, item: 'family', on: '2026-12-24' },
    ];
    for (const event of events)
      expect(told(accepted, event)).toEqual([
        'assessment: assessment-card',
        'assessment: assessment-line',
        'mash: case-card',
      ]);
  });

  it('is the team alone for a police note', () => {
    expect(told(accepted, { type: 'PoliceNoteAdded', ...done, number: 1 })).toEqual([
      'assessment: assessment-card',
      'assessment: assessment-line',
    ]);
  });

  it('is the MASH where the channel does not take the card', () => {
    expect(told(passedOn(), { type: 'AssessmentNotPosted', at: NOW })).toEqual(['mash: case-card', 'mash: line']);
    expect(told(passedOn(), { type: 'AssessmentPosted', at: NOW })).toEqual(['mash: case-card']);
  });

  it('is the team for what comes in later, and not before or after it has the case', () => {
    const added: CaseEvent = { type: 'InformationAdded', at: NOW, by: accepted.author, number: 1 };
    expect(told(accepted, added)).toContain('assessment: assessment-line');
    expect(told(aReferral(at('2026-11-24T14:00:00.000Z')), added).join()).not.toContain('assessment: ');
    const back = advance(accepted, { events: [corrected('other')] }, { ...caseContext(NOW), desk: withTeam });
    expect(told(back, added).join()).not.toContain('assessment: ');
  });

  it('is the team when a correction takes the case back, or passes it on after all', () => {
    expect(told(accepted, corrected('other'))).toEqual(
      expect.arrayContaining(['assessment: assessment-card', 'assessment: assessment-line']),
    );
    const record = aReferral(at('2026-11-24T14:00:00.000Z'));
    const other = advance(record, { events: [decision(record, 'other')] }, { ...caseContext(NOW), desk: withTeam });
    expect(told(other, corrected('assessment'))).toContain('assessment: assessment-card');
    expect(assessmentOf([...other.events, corrected('assessment')]).passed.kind).toBe('yes');
    expect(assessmentOf([...accepted.events, corrected('other')]).passed.kind).toBe('back');
  });
});

/** Taken on, with everything recorded up to reasonable grounds. */
function whole(): CaseRecord {
  let record = step(passedOn(), (each) => acceptCase(each, by(sue)), sue, NOW);
  record = step(record, (each) => beginAssessment(each, 'family', by(sue)), sue, NOW);
  record = step(record, (each) => recordAssessment(each, 'suspicion', filled.suspicion, by(sue)), sue, NOW);
  record = step(record, (each) => beginAssessment(each, 'specialist', by(sue)), sue, NOW);
  return step(record, (each) => recordAssessment(each, 'grounds', filled.grounds, by(sue)), sue, NOW);
}

const others = ['other', 'child-in-need', 'immediate', 'child-protection'] as const;

function decision(
  record: CaseRecord,
  kind: 'assessment' | (typeof others)[number],
  trafficking?: 'yes' | 'no' | 'cannot-tell',
) {
  const form = {
    decision: kind,
    action: 'Visit.',
    reasons: 'Burn.',
    protection: 'no',
    protectionWhat: '',
    police: 'no',
    tell: '',
    trafficking,
  } as const;
  const outcome = recordDecision(referralOf(record.events), form, {}, { by: mo, now: NOW });
  const event = outcome.kind === 'happened' ? outcome.events[0] : undefined;
  if (!event) throw new Error('not decided');
  return event;
}

function corrected(kind: 'assessment' | 'other', trafficking?: 'no' | 'cannot-tell'): CaseEvent {
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
