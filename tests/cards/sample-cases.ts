import type { SentCase } from '../../src/cards/face.ts';
import { advance } from '../../src/case/advance.ts';
import { askReferrer, recordAnswer, recordDecision, takeReferral } from '../../src/case/commands.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { type CaseEvent, textOf } from '../../src/history/events.ts';
import {
  aDraft,
  aReferral,
  at,
  atTime,
  caseContext,
  dee,
  jane,
  mo,
  pack,
  pat,
  sent,
  submittedOf,
  withOutcome,
} from '../case/a-case.ts';
import { answersOf, once, type Sample, sampleText } from './sample-answers.ts';

/** The made-up cases behind the sample cards. */

export const SENT = at('2026-11-24T14:03:20.000Z');
export const NOW = at('2026-11-24T16:00:00.000Z');
export const OVERDUE = at('2026-11-25T15:00:00.000Z');
export const referral = submittedOf;
export const asSent = (record: CaseRecord): SentCase => ({ record, referral: referral(record), pack });

/** A case in every state after sending. */
export const cases = once(
  (sample): Record<'sending' | 'undelivered' | 'awaiting' | 'asked' | 'overdue' | 'decided', CaseRecord> => {
    const text = sampleText(sample, 2000) || 'Visit.';
    const filled = (record: CaseRecord): CaseRecord => ({
      ...record,
      facts: { ...record.facts, answers: answersOf(sample) },
    });
    const sending = filled(sent(aDraft(SENT), SENT));
    const awaiting = filled(aReferral(SENT, sample === 'empty' ? {} : { calledAt: at('2026-11-24T13:00:00.000Z') }));
    const taken = withOutcome(awaiting, takeReferral(referral(awaiting), { by: pat, now: NOW }));
    const once = withOutcome(taken, askReferrer(referral(taken), text, {}, { by: pat, now: NOW }));
    const answered = withOutcome(
      once,
      recordAnswer(referral(once), 1, sample === 'empty' ? '' : text, { by: jane, now: NOW }),
    );
    const asked = withOutcome(
      answered,
      askReferrer(referral(answered), `${text}?`.slice(-1999), {}, { by: mo, now: NOW }),
    );
    const form = {
      decision: 'assessment',
      action: text,
      reasons: text,
      protection: 'yes',
      protectionWhat: sampleText(sample, 2000),
      police: 'not-said',
      tell: '',
      doNow: sampleText(sample, 500),
    } as const;
    const decided = withOutcome(asked, recordDecision(referral(asked), form, {}, { by: mo, now: OVERDUE }));
    return {
      sending,
      undelivered: atTime(sending, NOW),
      awaiting,
      asked,
      overdue: atTime(asked, OVERDUE),
      decided: advance(
        decided,
        {
          events: [
            { type: 'CheckAdded', at: OVERDUE, by: jane.id },
            { type: 'ReferrerTold', at: OVERDUE },
            { type: 'NotReached', at: OVERDUE, who: 'referrer', staff: jane.id },
            { type: 'NotReached', at: OVERDUE, who: 'escalation', staff: dee.id },
          ],
        },
        caseContext(OVERDUE),
      ),
    };
  },
);

/** Cases that the MASH acts on with nothing in writing: a telephone call, a missing child, and a child who was found. */
export const unwritten = once((sample): Record<'phoned' | 'missing' | 'found', CaseRecord> => {
  const draft = aDraft(SENT);
  const begun = { ...draft, facts: { ...draft.facts, answers: answersOf(sample) } };
  const phoned = advance(
    begun,
    { events: [{ type: 'PhoneCallRecorded', at: SENT, by: jane.id, calledAt: SENT }] },
    caseContext(SENT),
  );
  const police = sample === 'empty' ? 'not-said' : 'yes';
  const gone: CaseEvent = { type: 'ChildMissing', at: NOW, by: jane.id, number: 1, police };
  const texts = { [textOf.missing(1)]: sampleText(sample, 300) };
  const back: CaseEvent = { type: 'ChildFound', at: NOW, by: jane.id, number: 1 };
  const missing = advance(phoned, { events: [gone], texts }, caseContext(NOW));
  const found = advance(
    missing,
    { events: [back], texts: { [textOf.found(1)]: sampleText(sample, 300) } },
    caseContext(NOW),
  );
  return { phoned, missing, found };
});

/** Cases that are not in writing: the referrer did not ring after all, and deleted the draft. */
export function unsent(sample: Sample): Record<'takenBack' | 'deleted', CaseRecord> {
  const after = (record: CaseRecord, type: 'PhoneCallTakenBack' | 'DraftWithdrawn') =>
    advance(record, { events: [{ type, at: NOW, by: jane.id }] }, caseContext(NOW));
  const takenBack = after(unwritten(sample).phoned, 'PhoneCallTakenBack');
  return { takenBack, deleted: after(takenBack, 'DraftWithdrawn') };
}
