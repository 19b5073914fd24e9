import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, lacks } from './expecting.ts';
import {
  aChild,
  beginsCheck,
  caseCard,
  continuesToChild,
  continuesUntil,
  receipt,
  referenceOn,
  wordsOf,
  writtenReferralInThread,
} from './walks.ts';

describe('questions without an answer', () => {
  const world = aWorld();
  const { jane, mo, until } = world;
  let reference: string;
  beforeAll(async () => {
    const card = await beginsCheck(jane);
    await continuesToChild(card);
    await card.presses('Continue to the check', aChild);
    await continuesUntil(card, 'Consent, your decision', {
      'About the situation': { Missing: 'No', 'From abroad?': 'Yes' },
    });
    await card.presses('Check answers', { Why: 'He may be involved.' }, 'Submit referral');
    reference = referenceOn(card);
    await until(() => receipt(jane, reference).has('Delivered'));
  });

  it('The MASH reads “Left empty” for a question that was left open, and “Not asked” for one that was never shown', async () => {
    const { text } = caseCard(mo, reference).sees();
    contains(text, /Left empty\n.*Where now, Child is with/, /Not asked: \d+ questions\. “Everything” names them\./);
    const written = await until(() => writtenReferralInThread(mo, reference));
    contains(wordsOf(written), 'Where now\nLeft empty', 'Languages\nNot asked');
  });

  it('A child reported missing after the referral said “No” is shown as missing, with both times', async () => {
    await jane.says(`missing ${reference}: ran off at lunch`);
    await until(() => caseCard(mo, reference).has('CHILD MISSING'));
    await caseCard(mo, reference).presses('Everything');
    const { text } = mo.on((card) => card.text.startsWith('Only you see this card')).sees();
    contains(
      text,
      /Missing, or has been\nYes: said to be missing \d\d:\d\d, .*\. The referral of \d\d:\d\d, .* says: No/,
    );
    lacks(text, 'Missing, or has been\nNo');
    contains(text, /Not asked\n[\s\S]*Languages\nAddress\nCarer/);
    expect(text.match(/Not asked/g)).toHaveLength(1);
  });
});
