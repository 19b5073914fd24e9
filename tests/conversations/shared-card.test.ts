import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import { aboutJane, beginsCheck, caseCard, continuesToChild, continuesUntil, referenceOn } from './walks.ts';

const worry = `${'She looks at him before each answer. '.repeat(15)}He asked twice about the form.`;

describe('the shared card of a referral', () => {
  const world = aWorld();
  const { jane, mo } = world;
  let text: string;
  beforeAll(async () => {
    const card = await beginsCheck(jane);
    await continuesToChild(card, {
      about: { ...aboutJane, 'Your organisation': 'Bedwell Clinic', 'Someone else': 'Duty nurse, 01632 960 015' },
    });
    await card.presses(
      'Continue to the check',
      {
        'In care?': 'No',
        'Child’s name': 'Girl, about 14',
        'Who are they with': 'A man she calls uncle',
        'When will they': 'in 40 minutes',
        'What worries you': worry,
      },
      'Continue',
      { 'From abroad?': 'Yes', 'Sexual exploitation': 'Yes' },
    );
    await continuesUntil(card, 'Your designated officer', {
      'Status, movement and documents': { Seen: ['6 ·', '7 ·'] },
      'Still under control': { Suspected: ['6 ·', '7 ·'] },
      'How the child may be exploited': { Suspected: ['2 ·'] },
    });
    await card.presses(
      'Check answers',
      'Yes',
      'Continue',
      {
        Why: 'He may be involved.',
        'Does the parent': 'No, nobody told them',
      },
      'Submit referral',
    );
    const reference = referenceOn(card);
    await world.until(() => caseCard(mo, reference));
    text = caseCard(mo, reference).sees().text;
  });

  it('The shared card says first when the child leaves, then whom to ring, then who must not know, and only then the facts', () => {
    const inOrder = [
      /Leaves sight \d\d:\d\d/,
      /Decision due by/,
      /Ring first, before \d\d:\d\d \w{3}/,
      /Jane Okafor, role not given\nBedwell Clinic \(Health\)\n01632 960 014\nOr ring: Duty nurse, 01632 960 015/,
      /CARER NOT TOLD\nDo not contact the parent or carer\.\nChild is with: A man she calls uncle/,
      /Child\nGirl, about 14/,
      /Situation\nFrom abroad · not in care · sexual exploitation suspected\nLeft empty: who they live with, missing/,
      /Worry/,
      /still under control · suspected/i,
      /Consent/,
    ].map((each) => text.search(each));
    lacks(inOrder, -1);
    expect(inOrder).toEqual([...inOrder].sort((one, other) => one - other));
  });

  it('The shared card shows a worry of up to six hundred characters whole', () => {
    expect(worry.length).toBeGreaterThan(550);
    expect(worry.length).toBeLessThan(600);
    contains(text, worry);
  });

  it('The shared card names each list that was ticked, and shows background statements apart, under “Also true”', () => {
    contains(
      text,
      'How the child may be exploited · suspected\nDomestic servitude (work in a household)',
      'Still under control · suspected\nSeems to be controlled via mobile phone',
      /Also true\nMovement that may be to avoid contact with agencies/,
      /Also true · suspected\nThe person acting as carer may be the trafficker or exploiter/,
    );
    lacks(text, 'no sign by itself');
  });

  it('The shared card says “Moved within the UK”, and leaves out what the whole statement says about the sex industry', () => {
    contains(text, 'Status, movement and documents · seen\nMoved within the UK\n');
    lacks(text, /sex industry/i);
  });

  it('The bot remembers the organisation for the next referral', async () => {
    const card = await beginsCheck(jane);
    await continuesToChild(card);
    await card.presses('Check answers', { 'Child’s name': 'A boy' });
    lacks(card.sees().headings, 'Who is referring?');
    await card.presses('Yes', 'Continue', { Why: 'He may be involved.' });
    shows(card, 'Bedwell Clinic');
  });
});
