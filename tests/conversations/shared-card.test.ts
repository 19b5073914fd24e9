import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import { seesCase, seesReceipt } from './waiting.ts';
import {
  aboutJane,
  aChild,
  beginsCheck,
  caseCard,
  continuesToChild,
  continuesUntil,
  referenceOn,
  wordsOf,
  writtenReferralInThread,
} from './walks.ts';

const worry = `${'She looks at him before each answer. '.repeat(15)}He asked twice about the form.`;
const world = aWorld();
const { jane, tom, mo, sid, until } = world;

describe('the shared card of a referral', () => {
  let text: string;
  beforeAll(async () => {
    const card = await beginsCheck(jane);
    await continuesToChild(card, {
      about: { ...aboutJane, 'Your organisation': 'Bedwell Clinic', 'Someone else': 'Duty nurse, 01632 960 015' },
    });
    const child = {
      'In care?': 'No',
      'Child’s name': 'Girl, about 14',
      'Who are they with': 'A man she calls uncle',
      'When will they': 'in 40 minutes',
      'What worries you': worry,
    };
    const situation = { 'Did the child come from abroad?': 'Yes', 'Sexual exploitation': 'Yes' };
    await card.presses('Go through more signs', child, 'Continue', situation);
    await continuesUntil(card, 'Your designated officer', {
      'What your words may describe': { Seen: ['3 ·'], Suspected: ['8 ·', '9 ·'] },
      'Movement and documents': { Seen: ['G10'] },
      'Work, money and what for': { Suspected: ['U2'] },
    });
    const consent = { Could: 'Yes', Why: 'He may be involved.', 'Does the parent': 'No, nobody told them' };
    await card.presses('Finish and send', 'They were not asked', 'Continue', consent, 'Submit referral');
    text = (await until(() => caseCard(mo, referenceOn(card)).sees())).text;
  });

  it('The shared card says first when the child leaves, then whom to ring, then who must not know, and only then the facts', () => {
    const inOrder = [
      /Leaves sight \d\d:\d\d/,
      /Decision due by/,
      /Ring first, before \d\d:\d\d \w{3}/,
      /Jane Okafor, role not given\n01632 960 014/,
      /CARER NOT TOLD\nDo not contact the parent or carer\./,
      /Child\nGirl, about 14/,
      /Worry/,
      /Signs suspected/,
      // the rest of the card, behind a press
      /Bedwell Clinic \(Health\)\n01632 960 014\nOr ring: Duty nurse, 01632 960 015/,
      /Consent/,
      /Said \d\d:\d\d, .*\nChild is with: A man she calls uncle/,
      /Situation\nFrom abroad · not in care · sexual exploitation suspected\n/,
    ].map((each) => text.search(each));
    lacks(inOrder, -1);
    expect(inOrder).toEqual([...inOrder].sort((one, other) => one - other));
  });

  it('The shared card shows a worry of up to six hundred characters whole', () => {
    expect(worry.length).toBeGreaterThan(550);
    expect(worry.length).toBeLessThan(600);
    contains(text, worry);
  });

  it('The shared card shows the signs that were ticked, and background statements apart, under “Also true”', () => {
    contains(
      text,
      /Signs suspected\nDomestic servitude; Seems controlled via mobile phone/,
      /Also true\nMoved to avoid agencies, or by exploiters/,
      /Also true · suspected\nCarer may be trafficker or exploiter/,
    );
    lacks(text, 'no sign by itself');
  });

  it('The shared card says “Moved within the UK”, and leaves out what the whole statement says about the sex industry', () => {
    contains(text, 'Signs seen\nMoved within the UK\n');
    lacks(text, /sex industry/i);
  });

  it('The bot remembers the organisation for the next referral', async () => {
    const card = await beginsCheck(jane);
    await continuesToChild(card);
    await card.presses('Finish and send', { 'Child’s name': 'A boy' });
    lacks(card.sees().headings, 'Who is referring?');
    await card.presses('They were not asked', 'Continue', { Could: 'Yes', Why: 'He may be involved.' });
    shows(card, 'Bedwell Clinic');
  });
});

describe('questions without an answer', () => {
  let reference: string;
  beforeAll(async () => {
    const card = await beginsCheck(sid);
    await continuesToChild(card);
    await card.presses('Go through more signs', aChild);
    await continuesUntil(card, 'Consent, your decision', {
      'About the situation': { Missing: 'No', 'Did the child come from abroad?': 'Yes' },
    });
    await card.presses('Finish and send', { Could: 'Yes', Why: 'He may be involved.' }, 'Submit referral');
    reference = referenceOn(card);
    await seesReceipt(sid, reference, 'Delivered');
  });

  it('The MASH reads “Left empty” for a question that was left open, and “Not asked” for one that was never shown; its card only counts them', async () => {
    shows(caseCard(mo, reference), /Left empty: \d+ · not asked: \d+/);
    const written = await until(() => writtenReferralInThread(mo, reference));
    contains(wordsOf(written), /\nLeft empty\n.*Where now/, /\nNot asked\n.*Languages/);
  });

  it('A child reported missing after the referral said “No” is shown as missing, with both times', async () => {
    await sid.says(`missing ${reference}: ran off at lunch`);
    await seesCase(mo, reference, 'CHILD MISSING');
    await caseCard(mo, reference).presses('Everything');
    const { text } = mo.on((card) => card.text.startsWith('Only you see this card')).sees();
    contains(
      text,
      /Missing, or has been\nYes: said to be missing \d\d:\d\d, .*\. The referral of \d\d:\d\d, .* says: No/,
    );
    lacks(text, 'Missing, or has been\nNo');
    contains(text, /Languages · Address · Carer/);
  });
});

describe('the lists for a teacher', () => {
  const lists: Record<string, string> = {};
  let written = '';
  beforeAll(async () => {
    const card = await beginsCheck(tom);
    await continuesToChild(card, {
      about: { Agency: 'School or education', 'Your name': 'Tom Reed', 'Phone, for': '01632 960 015' },
    });
    await card.presses('Go through more signs', { 'What worries you': 'Absent.' });
    await continuesUntil(card, 'About the situation');
    await card.presses('Continue', { 'Did the child come from abroad?': 'Yes' });
    const ticks: Record<string, string> = {
      'Carer and household': 'E05',
      'Movement and documents': 'T11',
      Control: 'C01',
    };
    for (const heading of Object.keys(ticks)) {
      await continuesUntil(card, heading);
      lists[heading] = card.sees().text;
      await card.presses('Continue', { Seen: [ticks[heading] ?? ''] });
    }
    await card.presses(
      'Finish and send',
      'They were not asked',
      'Continue',
      { Could: 'Yes', Why: 'He may be involved.' },
      'Submit referral',
    );
    written = wordsOf(await until(() => writtenReferralInThread(mo, referenceOn(card))));
  });

  it('The lists for a teacher ask about smuggling into the country, and about a suitable education', () => {
    contains(lists['Movement and documents'], '· Smuggled into the country.');
    contains(lists['Carer and household'], '· Not in receipt of a suitable education.');
    contains(written, 'Seen: Smuggled into the country', 'Seen: Not in receipt of a suitable education');
  });

  it('The written referral says of a background statement that it is no sign by itself; the list to tick does not', () => {
    const line = 'May remain under the traffickers’ control even when in contact with agencies, also in care';
    contains(
      lists.Control,
      '7 · May remain under the traffickers’ control\n',
      /8 · Scared of reprisals for agency contact\n/,
    );
    contains(written, `Seen: ${line} (background, no sign by itself)`);
  });
});
