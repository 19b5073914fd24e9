import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
import { startWorld, type World } from './world.ts';

describe('questions without an answer', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld();
    const card = await beginsCheck(world.jane);
    await continuesToChild(card);
    await card.presses('Continue to the check', aChild);
    await continuesUntil(card, 'Consent, your decision', {
      'About the situation': { Missing: 'No', 'From abroad?': 'Yes' },
    });
    await card.presses('Check answers', { Why: 'He may be involved.' });
    await card.presses('Submit referral');
    reference = referenceOn(card);
    await world.until(() => receipt(world.jane, reference).sees().text.includes('Delivered'));
  });
  afterAll(() => world.stop());

  it('The MASH reads “Left empty” for a question that was left open, and “Not asked” for one that was never shown', async () => {
    const { text } = caseCard(world.mo, reference).sees();
    expect(text).toMatch(/Left empty\n.*Where now, Child is with/);
    expect(text).toMatch(/Not asked: \d+ questions\. “Everything” names them\./);
    const written = await world.until(() => writtenReferralInThread(world.mo, reference));
    expect(wordsOf(written)).toContain('Where now\nLeft empty');
    expect(wordsOf(written)).toContain('Languages\nNot asked');
  });

  it('A child reported missing after the referral said “No” is shown as missing, with both times', async () => {
    const { jane, mo } = world;
    await jane.says(`missing ${reference}: ran off at lunch`);
    await world.until(() => caseCard(mo, reference).sees().text.includes('CHILD MISSING'));
    await caseCard(mo, reference).presses('Everything');
    const { text } = mo.on((card) => card.text.startsWith('Only you see this card')).sees();
    expect(text).toMatch(
      /Missing, or has been\nYes: said to be missing \d\d:\d\d, .*\. The referral of \d\d:\d\d, .* says: No/,
    );
    expect(text).not.toContain('Missing, or has been\nNo');
    expect(text).toMatch(/Not asked\n[\s\S]*Languages\nAddress\nCarer/);
    expect(text.match(/Not asked/g)).toHaveLength(1);
  });
});
