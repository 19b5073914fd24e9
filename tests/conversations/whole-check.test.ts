import { expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, isHeaded, lacks, shows } from './expecting.ts';
import type { CardActions } from './person.ts';
import {
  aboutJane,
  beginsCheck,
  caseCard,
  continuesToChild,
  continuesUntil,
  currentCard,
  referenceOn,
  wordsOf,
} from './walks.ts';

const themes = [
  'Carer and household',
  'Movement and documents',
  'Work, money and what for',
  'Harm and health',
  'Control',
];

/** The themes on these cards: two short ones share one. */
const themesOn = (headings: string[]) => headings.flatMap((each) => each.replace(/^\d of \d /, '').split(' · '));

/** Goes through every card of statements, ticking nothing. @returns the headings, each after its “1 of 5” */
async function throughTheLists(card: CardActions, shown: string[] = []): Promise<string[]> {
  const headings: string[] = [];
  while (/Indicator check · /.test(card.sees().text)) {
    const count = /Indicator check · (\d+ of \d+)/.exec(card.sees().text)?.[1];
    headings.push(`${count} ${card.sees().headings[0]}`);
    shown.push(card.sees().text);
    await card.presses('Continue');
  }
  return headings;
}

// The whole check, card by card

const world = aWorld();
const { jane, tom, mo } = world;

it.each([
  ['Health', 'Old injuries, or problems not treated'],
  ['Housing', 'Household with many unrelated children'],
  ['Voluntary or community', 'Many unrelated children at the address'],
])(
  'A referrer of %s sees a card of statements for each theme with those of their own agency, each with its number',
  async (agency, own) => {
    let card = await beginsCheck(tom);
    await card.presses('No');
    // the bot remembers who refers, so it skipped that form
    if (!card.sees().headings.includes('Who is referring?')) await tom.says('change agency', 'card');
    card = currentCard(tom);
    await card.presses('Continue', { ...aboutJane, Agency: agency, 'Your name': 'Tom Reed' }, 'Go through more signs');
    isHeaded(card, 'About the situation');
    await card.presses('Continue', { 'Did the child come from abroad?': 'No' });
    const shown: string[] = [];
    const headings = await throughTheLists(card, shown);
    expect(headings.map((each) => each.slice(0, 6))).toEqual(
      headings.map((_, at) => `${at + 1} of ${headings.length}`),
    );
    expect(themesOn(headings).toSorted()).toEqual(themes.toSorted());
    contains(shown.join('\n'), own);
  },
);

it('The check adds the statements that the situation calls for, and “Signs I may have missed” the others', async () => {
  const card = await beginsCheck(jane);
  await continuesToChild(card);
  await card.presses('Go through more signs', { 'In care?': 'Yes', 'Child’s name': 'A boy' }, 'Continue', {
    'Did the child come from abroad?': 'Not known',
    'Missing, or': 'Yes',
    'Sexual exploitation': 'Yes',
  });
  const shown: string[] = [];
  await throughTheLists(card, shown);
  contains(
    shown.join('\n'),
    'Smuggled into the country.',
    'Looked after as an unaccompanied minor',
    'Missing soon after arrival in the UK',
    'Signs: trafficked for sexual exploitation',
    'Discrepancies in addresses',
  );
  const housing = 'High turnover of children at an address';
  const fostering = 'Unclear what care is arranged'; // a child in care is not fostered privately
  lacks(shown.join('\n'), housing, fostering);
  await card.presses('Signs I may have missed');
  shows(card, 'Signs I may have missed · 1 of', housing);
  await continuesUntil(card, 'What you have seen');
});

it('The check says with nothing ticked that the worry is enough, and goes on like any other', async () => {
  isHeaded(jane, 'What you have seen');
  shows(jane, 'Nothing ticked. You can still refer: your worry is enough.', 'This list does not decide anything.');
  await jane.presses('Continue');
  isHeaded(jane, 'Your designated officer');
});

it('A whole check goes from the first card to the receipt, and the MASH gets every answer', async () => {
  const card = await beginsCheck(jane);
  await card.presses(
    'No',
    'Go through more signs',
    {
      'In care?': 'Not known',
      'Child’s name': 'Basalt',
      'What worries you': 'Agate.',
    },
    'Continue',
    { 'Did the child come from abroad?': 'No' },
    'Continue',
    {
      Seen: ['4 ·', '1 ·'],
      Suspected: ['5 ·', '1 ·'],
      Note: 'Told by the uncle Feldspar.',
    },
    'Continue',
    { 'The rest stays': true },
  );
  await throughTheLists(card);
  shows(
    card,
    'Carer and household\nSeen: Many unrelated children at the address; Relation to carer suggests no kinship',
    // a statement that is seen is not listed as suspected too
    'Suspected: Carer is vague about personal details\n',
    'Note: Told by the uncle Feldspar.',
    'Work, money and what for\nThe others: looked for, not seen',
    'This list does not decide anything.',
  );
  await card.presses('Continue', 'Continue', {
    'Have you talked': 'Yes',
    'Their name': 'Dr Gneiss',
    'Did a manager': 'Matron Jet, today',
    'Does your agency hold': 'Not known',
    'When you': 'yesterday 16:00',
  });
  shows(card, /Talked on: I read that as 16:00, \w+ \d+ \w+ \d{4}/);
  await card.presses('Not sure', 'Continue', {
    Why: 'Unclear who he is.',
    'Does the parent': 'No, nobody told them',
  });
  const answers: Record<string, Record<string, string>> = {
    'From health': { 'Have other children': 'Two boys last year' },
    'The child, home and carer': { 'Anything else': 'Scar Schist', 'Name of the person': 'Mr Slate' },
    'Family, status and agencies': { 'Brothers and sisters: name': 'None', 'Agencies working': 'School nurse' },
    'Seeing the child, and evidence': {
      ...{ 'What else': 'Phone calls', 'What suggests': 'Works nights' },
      'What did the child say': 'To go to school',
    },
  };
  expect(await continuesUntil(card, 'Check before you send', answers)).toEqual(Object.keys(answers));
  await card.presses('Submit referral');
  const reference = referenceOn(card);
  const written = await world.until(() => {
    const parts = mo.thread(reference).filter(({ summary }) => summary?.includes('Written referral'));
    return parts.length > 0 && parts.map(wordsOf).join('\n');
  });
  contains(written, ...Object.values(answers).flatMap((fields) => Object.values(fields)));
  contains(
    written,
    'Agency’s own risk assessment\nNot known',
    'Seen: One of many unrelated children staying at an address; Concern about the relationship',
    'there appears to be no real relationship (covered by “Relation to carer suggests no kinship”)',
    /Work, money and what for\nLooked for, not seen: Has worked in different locations; /,
    'Note: Told by the uncle Feldspar.',
    'Dr Gneiss',
    'Matron Jet',
  );
  const shared = caseCard(mo, reference);
  shows(
    shared,
    'Signs seen\nMany unrelated children at the address; Relation to carer suggests no kinship',
    'Signs suspected\nCarer is vague about personal details',
  );
  doesNotShow(shared, /score|total|\d+ of \d+ (seen|ticked)|high risk|low risk/i);
});

it('Every card of the check has “Finish and send” from the child on, where it does something, and “Back” after danger', async () => {
  const card = await beginsCheck(jane);
  await card.presses('No');
  const missing: string[] = [];
  for (let cards = 0; !card.sees().headings.includes('Check before you send'); cards += 1) {
    if (cards > 40) throw new Error('the walk does not end');
    const { buttons, headings } = card.sees();
    if (!buttons.includes('Finish and send') || !buttons.includes('Back')) missing.push(...headings);
    if (buttons.includes('They were not asked')) await card.presses('They were not asked');
    else if (headings[0] === 'Consent, your decision')
      await card.presses('Continue', { Could: 'Yes', Why: 'He may be involved.' });
    else await card.presses(buttons.find((title) => /^(?:Continue|Go through)/.test(title)) ?? '');
  }
  expect(missing).toEqual(['Have you asked for consent?']); // nobody can pass it over
});

it.each([
  ['Immediate danger', ['Not known']],
  ['About you', ['Continue']],
  ['Consent', ['Not sure', 'Continue']],
  ['Designated officer', ['Continue']],
])('The check comes back to the check-answers card after “%s” was changed', async (section, presses) => {
  await jane.presses(`Change: ${section}`);
  expect(jane.sees().headings).not.toEqual(['Check before you send']);
  for (const press of presses) await jane.presses(press);
  isHeaded(jane, 'Check before you send');
});

it('Finish and send shows the changed answer, how a long worry begins with all of it behind a press, and what the MASH may still ask', async () => {
  await jane.presses('Change: The child and your worry', 'Continue', {
    'What worries you': `Changed. ${'a'.repeat(700)}END`,
  });
  shows(
    jane,
    /Worry: Changed\. a+…\nWorry: Changed\. a{700}END\n/,
    'Immediate danger: Not known',
    /Still open: \d+\. You can send without them\./,
  );
});
