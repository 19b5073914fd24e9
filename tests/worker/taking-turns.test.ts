import { expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { CaseId } from '../../src/base/reference.ts';
import type { Instant } from '../../src/base/time.ts';
import { submitReferral } from '../../src/case/commands.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf } from '../../src/case/state.ts';
import { emptyAnswers } from '../../src/draft/draft.ts';
import { aDraft, aSubmission, jane, mo, withOutcome } from '../case/a-case.ts';
import { memoryPlace } from '../simulation/memory-store.ts';
import { aWorker } from './a-worker.ts';

const secondMs = 1000;

/** An urgent referral, just sent, of which nobody has heard yet. */
function anUrgentCase(number: number, author: string, now: Instant): CaseRecord {
  const answers = { ...emptyAnswers, values: { consent: 'obtained', danger: 'yes' } };
  const draft = { ...aDraft(now), id: CaseId.parse(`HT-${1000 + number}-222`) };
  const begun = { ...draft, facts: { ...draft.facts, answers } };
  const submission = { ...aSubmission, answers };
  const sent = withOutcome(begun, submitReferral(referralOf(begun.events), submission, { by: jane, now }));
  return { ...sent, author: StaffId.parse(author) };
}

it.each([
  ['before it', 0],
  ['while the others ring', 10],
])(
  'Three hundred urgent cases of two colleagues do not delay the first ring of another’s, sent %s',
  async (_, after) => {
    const all = aWorker(() => memoryPlace().open(), { limits: true });
    for (let number = 0; number < 300; number += 1)
      await all.cases.create(anUrgentCase(number, number % 2 === 0 ? 'eve' : 'sid', all.now()));
    all.start();
    await all.machine.pass(after * secondMs);
    const last = anUrgentCase(999, 'jane', all.now());
    await all.cases.create(last);
    await all.machine.pass(5 * secondMs);
    const rings = all.said.filter(({ to, heading }) => to === mo.id && heading.includes(last.id));
    expect(rings).toHaveLength(1);
  },
  60_000,
);
