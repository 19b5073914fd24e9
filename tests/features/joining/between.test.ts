import { expect, it } from '@jest/globals';
import type { CaseRecord } from '../../../src/case/record.ts';
import { tellJoinedCase } from '../../../src/features/joining/joining.ts';
import { casesIn } from '../../../src/store/cases.ts';
import { at, caseContext, OTHER_REFERENCE, pat, REFERENCE, submittedOf } from '../../case/a-case.ts';
import { aFolder } from '../../fakes/a-folder.ts';
import { decidedAt } from '../outcomes.ts';
import { JOINED, loggedCall, unwrittenCase, withTheCall } from './two-cases.ts';

const { openStore } = aFolder();
const LATER = at('2026-11-24T15:00:00.000Z');

/**
 * A store as it is when the program is killed while a call is joined into another case: that one, the kept case, is
 * written already, the call is not.
 */
async function interrupted(kept: CaseRecord, logged: CaseRecord) {
  const cases = casesIn(openStore(), () => {});
  for (const record of [kept, logged]) await cases.create(record);
  const task = kept.outbox.find(({ message }) => message.kind === 'join')?.message;
  if (task?.kind !== 'join') throw new Error('the outbox has no join entry');
  return { cases, goOn: () => tellJoinedCase(kept, task, { cases, caseContext: () => caseContext(LATER) }) };
}

// The worker, after the program was killed between the two writes

it('The worker joins the call once, with the name of the person who joined it', async () => {
  const { cases, goOn } = await interrupted(withTheCall(unwrittenCase(), loggedCall()), loggedCall());
  for (const id of [REFERENCE, OTHER_REFERENCE])
    expect(await cases.load(id)).toMatchObject({ status: 'awaiting-decision' });
  await goOn();
  await goOn();
  const call = await cases.load(OTHER_REFERENCE);
  expect(call).toMatchObject({ status: 'joined', facts: { names: { pat: 'Pat Lee' } } });
  const joins = call?.events.filter(({ type }) => type === 'JoinedInto');
  expect(joins).toEqual([{ type: 'JoinedInto', at: JOINED, by: pat.id, into: REFERENCE }]);
  expect(call?.chain).toHaveLength(call?.events.length ?? 0);
});

it('The worker undoes the join if the call was decided meanwhile, and restores the kept case’s clock', async () => {
  const logged = loggedCall();
  const { cases, goOn } = await interrupted(withTheCall(unwrittenCase(), logged), decidedAt(logged, LATER));
  await goOn();
  const [call, kept] = await Promise.all([cases.load(OTHER_REFERENCE), cases.load(REFERENCE)]);
  expect(call?.status).toBe('decided');
  expect(kept?.events.at(-1)).toEqual({ type: 'JoinUndone', at: LATER, other: OTHER_REFERENCE });
  expect(kept && submittedOf(kept).clockStart).toBe(submittedOf(unwrittenCase()).clockStart);
});
