import { beforeAll, describe, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains } from './expecting.ts';
import { beginsCheck, continuesToChild, continuesUntil, referenceOn, wordsOf } from './walks.ts';

describe('the lists for a teacher', () => {
  const world = aWorld();
  const { mo, until } = world;
  const lists: Record<string, string> = {};
  let written = '';
  beforeAll(async () => {
    const card = await beginsCheck(world.tom);
    await continuesToChild(card, {
      about: { Agency: 'School or education', 'Your name': 'Tom Reed', 'Phone, for': '01632 960 015' },
    });
    await card.presses('Continue to the check', { 'What worries you': 'She is never in lessons.' });
    await continuesUntil(card, 'About the situation');
    await card.presses('Continue', { 'From abroad?': 'Yes' });
    const ticks: Record<string, string> = {
      'Arrival in the UK': '11 ·',
      'Schools and education': '5 ·',
      'Still under control': '1 ·',
    };
    for (const heading of Object.keys(ticks)) {
      await continuesUntil(card, heading);
      lists[heading] = card.sees().text;
      await card.presses('Continue', { Seen: [ticks[heading] ?? ''] });
    }
    await continuesUntil(card, 'Check before you send', {
      'Consent, your decision': {
        'What have you done': 'Not sought: the carer may be involved',
        Why: 'He may be involved.',
      },
    });
    await card.presses('Submit referral');
    const reference = referenceOn(card);
    await until(() => mo.thread(reference).length > 0);
    written = await until(() => {
      const words = mo.thread(reference).map(wordsOf).join('\n');
      return words.includes('Seen: Not in receipt') ? words : undefined;
    });
  });

  it('The lists for a teacher ask about smuggling into the country, and about a suitable education', () => {
    contains(lists['Arrival in the UK'], '11 · Smuggled into the country.');
    contains(lists['Schools and education'], '5 · Not in receipt of a suitable education.');
    contains(written, 'Seen: Smuggled into the country', 'Seen: Not in receipt of a suitable education');
  });

  it('The card and the written referral say of a background statement that it is no sign by itself', () => {
    const line = 'May remain under the traffickers’ control even when in contact with agencies, also in care';
    contains(
      lists['Still under control'],
      `1 · ${line}. (background, no sign by itself)`,
      /2 · Scared of reprisals following contact with agencies\.\n/,
    );
    contains(written, `Seen: ${line} (background, no sign by itself)`);
  });
});
