import { begins, caseOf, goesOnTo, held, toTheChild } from '../conversations/walks.ts';
import type { World } from '../conversations/world.ts';
import { about, asks, type Cases } from './life.ts';

// Checks that are not sent, each left at a different point, and cards that belong to no case.

export async function drafts({ sid, sue, bea, liz, until, mo }: World): Promise<Cases> {
  const half = await begins(sid);
  await toTheChild(half, { about: about(sid) });
  await sid.says('Girl Agate'); // the next question is how old she is
  const gone = await begins(sue);
  await toTheChild(gone, { about: about(sue) });
  await gone.presses('Continue to the check', { 'Child’s name': 'Girl Beryl' });
  const withdrawn = caseOf(gone);
  await sue.says('delete this draft');
  await sue.says('delete it');
  const phoned = await begins(bea);
  await phoned.presses('Yes, now');
  await phoned.presses('I have phoned');
  await phoned.presses('Continue', { 'When did': '2 hours ago', 'Who took': 'Call handler Ann' });
  await phoned.presses('Continue', about(bea));
  const rang = caseOf(phoned);
  await bea.says('missing: told police 14:20');
  await until(() => mo.thread(rang));
  const other = await begins(liz);
  await other.presses('Yes, now');
  await other.presses('I have phoned');
  await other.presses('Continue', { 'When did': 'just now' });
  await until(() => mo.thread(caseOf(other)));
  for (let back = 0; back < 3; back += 1) await other.presses('Back');
  await other.presses('No');
  return { halfFilled: caseOf(half), withdrawn, rang, didNotRing: caseOf(other) };
}

/** A practice case that is left at its last card, so that all its earlier cards belong to a draft that still exists. */
export async function practised({ ivy }: World): Promise<Cases> {
  await ivy.says('practice');
  const card = held(ivy);
  await toTheChild(card, { about: about(ivy) });
  await card.presses('Continue to the check');
  await goesOnTo(card, 'Check before you send', { 'Consent, your decision': { Why: 'The man.' } });
  return { practised: caseOf(card) };
}

/** Cards that change nothing, for their buttons. */
export async function looksAround({ jane, sid, mo }: World): Promise<Cases> {
  for (const words of ['advice', 'learn', 'my referrals', 'before you speak', 'contacts']) await jane.says(words);
  await sid.says('start');
  for (const words of ['help', 'open', 'due', 'mine', 'on call']) await asks(mo, words);
  return {};
}
