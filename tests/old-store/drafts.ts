import {
  beginsCheck,
  continuesToChild,
  continuesUntil,
  currentCard,
  referenceInButtons,
} from '../conversations/walks.ts';
import type { World } from '../conversations/world.ts';
import { about, asks, type Cases } from './life.ts';

// Checks that are not sent, each left at a different point, and cards that belong to no case.

export async function drafts({ sid, sue, bea, liz, until, mo }: World): Promise<Cases> {
  const half = await beginsCheck(sid);
  await continuesToChild(half, { about: about(sid) });
  await sid.says('Girl Agate'); // the next question is how old she is
  const gone = await beginsCheck(sue);
  await continuesToChild(gone, { about: about(sue) });
  await gone.presses('Continue to the check', { 'Child’s name': 'Girl Beryl' });
  const withdrawn = referenceInButtons(gone);
  await sue.says('delete this draft');
  await sue.says('delete it');
  const phoned = await beginsCheck(bea);
  await phoned.presses('Yes, now');
  await phoned.presses('I have phoned');
  await phoned.presses('Continue', { 'When did': '2 hours ago', 'Who took': 'Call handler Ann' });
  await phoned.presses('Continue', about(bea));
  const rang = referenceInButtons(phoned);
  await bea.says('missing: told police 14:20');
  await until(() => mo.thread(rang));
  const other = await beginsCheck(liz);
  await other.presses('Yes, now');
  await other.presses('I have phoned');
  await other.presses('Continue', { 'When did': 'just now' });
  await until(() => mo.thread(referenceInButtons(other)));
  for (let back = 0; back < 3; back += 1) await other.presses('Back');
  await other.presses('No');
  return { halfFilled: referenceInButtons(half), withdrawn, rang, didNotRing: referenceInButtons(other) };
}

/** A practice case that is left at its last card, so that all its earlier cards belong to a draft that still exists. */
export async function practised({ ivy }: World): Promise<Cases> {
  await ivy.says('practice');
  const card = currentCard(ivy);
  await continuesToChild(card, { about: about(ivy) });
  await card.presses('Continue to the check');
  await continuesUntil(card, 'Check before you send', { 'Consent, your decision': { Why: 'The man.' } });
  return { practised: referenceInButtons(card) };
}

/** Opens cards that change no case, so that `buttons.jsonl` lists their buttons too. */
export async function looksAround({ jane, sid, mo }: World): Promise<Cases> {
  for (const words of ['advice', 'learn', 'my referrals', 'before you speak', 'contacts']) await jane.says(words);
  await sid.says('start');
  for (const words of ['help', 'open', 'due', 'mine', 'on call']) await asks(mo, words);
  return {};
}
