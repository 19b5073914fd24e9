import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aboutJane,
  aChild,
  beginsCheck,
  caseCard,
  continuesToChild,
  continuesUntil,
  receipt,
  refers,
} from './walks.ts';
import { startWorld, type World } from './world.ts';

const referAsChild = 'If they may be under 18, refer as a child until somebody has found out.';

describe('small things that the bot must get right', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('A referral that its own author takes is not “seen by the MASH” until a colleague says so', async () => {
    const { mo, ana, until } = world;
    const reference = await refers(mo);
    await until(() => receipt(mo, reference).sees().text.includes('Delivered'));
    await caseCard(mo, reference).presses('Take this referral');
    const shared = caseCard(mo, reference);
    await shared.presses('More');
    expect(JSON.stringify(await shared.presses('Seen'))).toContain('a colleague must say that it is seen');
    mo.opensChat();
    expect(receipt(mo, reference).sees().text).toContain('Not yet seen by the MASH');
    const other = caseCard(ana, reference);
    await other.presses('More');
    await other.presses('Seen');
    await until(() => receipt(mo, reference).sees().text.includes('Seen by the MASH at'));
  });

  it('A bleep is kept as it was typed, asked about once, and another way to reach the referrer is asked for', async () => {
    const { jane } = world;
    const card = await beginsCheck(jane);
    await card.presses('No');
    await card.presses('Continue', { ...aboutJane, 'Phone, for': 'bleep 4412' });
    expect(card.sees().headings).toEqual(['The child and your worry']);
    expect(card.sees().text).toContain('Phone: kept as you wrote it. It does not look like a number to dial.');
    await card.presses('Check answers', aChild);
    await card.presses('Yes');
    await card.presses('Continue', { Why: 'He may be involved.' });
    expect(card.sees().text).not.toContain('does not look like a number');
    expect(card.sees().text).toContain('Phone: bleep 4412');
    expect(card.sees().text).toContain('Is there another way to reach you?');
    await card.presses('Change: About you');
    await card.presses('Continue', {
      'Someone else they can ring, or another way to reach you': 'switchboard 01632 960 000',
    });
    expect(card.sees().text).not.toContain('Is there another way to reach you?');
    await card.presses('Change: About you');
    await card.presses('Continue', { 'Phone, for': '01632 960 014 ext 31', 'Someone else': '' });
    expect(card.sees().text).toContain('Phone: 01632 960 014 ext 31');
    expect(card.sees().text).not.toMatch(/another way to reach you\?|look like a number/);
  });

  it('A phone that cannot be dialled does not hold a referral up', async () => {
    const { tom } = world;
    const card = await beginsCheck(tom);
    await card.presses('No');
    await card.presses('Continue', { Agency: 'Housing', 'Your name': 'Tom Reed', 'Phone, for': 'ext 31' });
    await card.presses('Check answers', aChild);
    await card.presses('Yes');
    await card.presses('Continue', { Why: 'He may be involved.' });
    await card.presses('Submit referral');
    expect(card.sees().text).toContain('Decision due by');
  });

  it('“about 19” may be a child, and is not turned away', async () => {
    const card = await beginsCheck(world.ash);
    await continuesToChild(card, { about: { ...aboutJane, 'Your name': 'Ash Kaur' } });
    await card.presses('Continue to the check', { ...aChild, 'Age or date': 'about 19' });
    expect(card.sees().text).toContain(referAsChild);
    await card.presses('Back');
    await card.presses('Continue to the check', { 'Age or date': '17' });
    expect(card.sees().text).not.toContain(referAsChild);
  });

  it.each(['5 · Signs of physical, sexual', '8 · Old injuries'])(
    'A referrer who ticks “%s…” is told to get medical help first, as with serious injuries',
    async (sign) => {
      const { jane } = world;
      const card = await beginsCheck(jane);
      await continuesToChild(card);
      await card.presses('Continue to the check', aChild);
      await continuesUntil(card, 'Health services');
      await card.presses('Continue', { Seen: sign });
      await continuesUntil(card, 'What you have seen');
      expect(card.sees().text).toContain('Get medical help first.');
    },
  );
});
