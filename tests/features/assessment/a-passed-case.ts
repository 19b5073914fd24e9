import type { Person } from '../../../src/base/people.ts';
import type { Instant } from '../../../src/base/time.ts';
import type { Outcome } from '../../../src/case/outcome.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { acceptCase, beginAssessment, recordAssessment } from '../../../src/features/assessment/rules.ts';
import type { AssessmentForm } from '../../../src/features/assessment/verbs.ts';
import { aReferral, at, sue, withOutcome } from '../../case/a-case.ts';
import { decidedAt } from '../outcomes.ts';

export const NOW = at('2026-11-26T10:00:00.000Z');
export const by = (person: Person, now = NOW) => ({ by: person, now });

/** Why a command was refused, or its kind. */
export const whyOrKind = (outcome: Outcome) => (outcome.kind === 'refused' ? outcome.why : outcome.kind);

/** A case that the MASH passed on to the Assessment team. */
export const passedOn = (): CaseRecord =>
  decidedAt(aReferral(at('2026-11-24T14:00:00.000Z')), at('2026-11-25T09:00:00.000Z'), {
    decision: 'assessment',
    action: 'The Assessment team visits.',
  });

/** The same, once Sue has taken it on. */
export const acceptedAt = (now: Instant): CaseRecord =>
  withOutcome(passedOn(), acceptCase(passedOn(), { by: sue, now }));

export const filledForms: Record<AssessmentForm, Record<string, string>> = {
  family: { need: 'High.', services: 'A school.', arrival: 'no', plan: '' },
  suspicion: { suspected: 'yes', reasons: 'Her passport.' },
  grounds: { grounds: 'yes', reasons: 'Made to work.' },
  service: { service: 'looked-after', worker: 'Ada Bright', plan: '2026-11-25' },
  support: { item: 'camhs', owner: 'Dr Moss', on: '2026-12-24' },
  police: { note: 'Silver van.' },
};
export const forms = Object.keys(filledForms) as AssessmentForm[];

type Recording = [record: CaseRecord, form: AssessmentForm, more?: Record<string, string>, person?: Person];

/** Somebody, by default Sue, records this form. @param more what it says otherwise than `filledForms` */
export const recording = (...[record, form, more = {}, person = sue]: Recording): Outcome =>
  recordAssessment(record, form, { ...filledForms[form], ...more }, by(person));

/** The case after that. */
export const recorded = (...what: Recording): CaseRecord => withOutcome(what[0], recording(...what));

export const begun = (record: CaseRecord, part: Parameters<typeof beginAssessment>[1]): CaseRecord =>
  withOutcome(record, beginAssessment(record, part, by(sue)));

/** A case in which the team has given this answer to “Reasonable grounds?”. */
export const withGrounds = (grounds = 'yes'): CaseRecord =>
  recorded(begun(recorded(acceptedAt(NOW), 'suspicion'), 'specialist'), 'grounds', { grounds });
