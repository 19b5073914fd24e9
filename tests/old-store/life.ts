import type { CardActions, Person } from '../conversations/person.ts';
import {
  aboutJane,
  assessmentCard,
  caseCard,
  currentCard,
  decides,
  inChat,
  receipt,
  referenceInButtons,
  refers,
} from '../conversations/walks.ts';
import type { World } from '../conversations/world.ts';
import type { Filled } from '../fakes/filling-in.ts';
import { profiles } from '../fakes/people.ts';

// What people do with the old program, one case after another. Every kind of stored data occurs at least once.

/** References of cases, by a name that says what happened to the case. */
export type Cases = Record<string, string>;

const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(new Date());

export const nothingSet = {
  MASH_TEAM_ID: '',
  MASH_CHANNEL_ID: '',
  MASH_SERVICE_URL: 'http://127.0.0.1:9', // nothing listens here; the default could be an emulator on this machine
  MASH_MANAGERS: '',
  MASH_ESCALATION: '',
};

const aboutTom = { Agency: 'Housing', 'Your name': 'Tom Reed', 'Phone, for': '01632 960 015' };
export const about = (person: Person): Filled =>
  person.profile === profiles.tom ? aboutTom : { ...aboutJane, 'Your name': person.profile.name };

/** Sends a referral, and waits until it has reached the MASH. */
export async function arrives(world: World, who: 'jane' | 'tom', child: Filled): Promise<string> {
  const person = world[who];
  const reference = await refers(person, {
    about: about(person),
    child: { 'What worries you': 'Untreated burn.', ...child },
  });
  await world.until(() => receipt(person, reference).sees().text.includes('Delivered'));
  await world.until(() => caseCard(world.mo, reference).sees());
  return reference;
}

export async function asks(person: Person, words: string): Promise<CardActions> {
  const [answer] = await person.mentions(words);
  return person.on((card) => card.activityId === answer?.id);
}

/** Goes through forms under More on the shared card. */
export async function pressesUnderMore(
  person: Person,
  reference: string,
  titles: string[],
  filled: Filled = {},
): Promise<CardActions> {
  const card = caseCard(person, reference);
  await card.presses('More');
  for (const title of titles.slice(0, -1)) await card.presses(title);
  await card.presses(titles.at(-1) ?? '', filled);
  return card;
}

/** An administrator sets up in Teams where referrals go and who works on them, and confirms a number. */
export async function setUp({ ash, mo, ana, dee, teams, until }: World): Promise<void> {
  for (const who of ['ash', 'dee'] as const) teams.members.add(profiles[who]);
  const form = await asks(ash, 'set up');
  await form.presses('Set up');
  await form.presses('Save and test', {
    'Channel for': 'Referrals',
    'MASH managers': ['Mo Hussain', 'Ana Silva'],
    'Who else may': ['Pat Lee'],
    'Who hears of it': ['Dee Alvarez'],
    'Channel of the Assessment': 'Assessment',
  });
  const names = await asks(ash, 'set up');
  await names.presses('Set up');
  await names.presses('Names of officers');
  await names.presses('Save names', { 'Health: designated officer': 'Dr Ruth Opal', 'Contacts at': 'Lee Quartz' });
  for (const who of ['ash', 'dee'] as const) teams.members.delete(profiles[who]);
  for (const who of [mo, ana, dee]) await who.says('hi');
  await ash.says('contacts');
  await ash.presses('Confirm');
  await (await asks(ana, 'on call')).presses('I am on duty');
  await until(() => ana.on((card) => card.text.includes('Ana Silva, on duty until')).sees());
}

export async function answered(world: World): Promise<Cases> {
  const { jane, mo, pat, until } = world;
  const reference = await arrives(world, 'jane', { 'Child’s name': 'Girl Citrine' });
  await receipt(jane, reference).presses('My copy');
  await caseCard(pat, reference).presses('Everything');
  await caseCard(pat, reference).presses('Back to the card');
  await caseCard(pat, reference).presses('Take this referral');
  const card = caseCard(mo, reference);
  await card.presses('Ask the referrer');
  await card.presses('Send question', { 'Your question': 'Is she at school?' });
  await until(() => inChat(jane, 'The MASH has a question').sees());
  await inChat(jane, 'The MASH has a question').presses('Send answer', { 'Your answer': 'Not since Monday.' });
  await receipt(jane, reference).presses('Add information');
  await currentCard(jane).presses('Send to the MASH', { 'What is new?': 'He has a white van.' });
  await receipt(jane, reference).presses('Add what you saw');
  const adding = inChat(jane, 'About the situation');
  const { activityId } = adding.sees();
  const check = jane.on((each) => each.activityId === activityId);
  await check.presses('Continue', { 'From abroad?': 'No' });
  await check.presses('Continue', { Seen: ['2 ·'], Note: 'The neighbour told me.' });
  while (!check.sees().buttons.includes('Send to the MASH')) await check.presses('Continue');
  await check.presses('Send to the MASH');
  return { answered: reference };
}

export async function corrected(world: World): Promise<Cases> {
  const { jane, mo, pat, until } = world;
  const reference = await arrives(world, 'jane', { 'Child’s name': 'Boy Diopside' });
  await decides(mo, reference);
  await until(() => inChat(jane, 'The MASH has decided').sees());
  await pressesUnderMore(mo, reference, ['Correct the decision', 'Confirm correction'], {
    Reasons: 'The burn, seen again.',
  });
  await pressesUnderMore(pat, reference, ['Was the referral clear?', 'Send to the referrer'], {
    'Was it clear': 'Something was missing',
    'What would help': 'Where the child sleeps.',
  });
  await until(() => inChat(jane, 'A note from the MASH').sees());
  await receipt(jane, reference).presses('I disagree');
  await currentCard(jane).presses('Send to the MASH', { Why: 'Too late.', 'To be settled': 'tomorrow' });
  await (
    await pressesUnderMore(mo, reference, ['Disagreement 1', 'Go to level 2', 'Save'], { 'Why was': 'Nobody is free.' })
  ).presses('Back to the card');
  const dated = await pressesUnderMore(mo, reference, ['Disagreement 1', 'Set the date', 'Save the date'], {
    'To be settled': 'tomorrow',
  });
  await dated.presses('Back to the card');
  await (await pressesUnderMore(pat, reference, ['I disagree', 'Save'], { Why: 'Not clear.' })).presses(
    'Back to the card',
  );
  await (
    await pressesUnderMore(mo, reference, ['Disagreement 2', 'It is settled', 'Save'], {
      'What do both': 'A visit at four.',
    })
  ).presses('Back to the card');
  const again = await pressesUnderMore(pat, reference, ['I disagree', 'Save'], { Why: 'Still not clear.' });
  await again.presses('Take it back');
  await again.presses('Yes, take it back');
  await again.presses('Back to the card');
  return { corrected: reference };
}

export async function assessed(world: World): Promise<Cases> {
  const { mo, sue, until } = world;
  const reference = await arrives(world, 'tom', { 'Child’s name': 'Girl Epidote', 'Age or date': '4 March 2012' });
  await decides(mo, reference, { Decision: 'Concerns about trafficking' });
  await until(() => assessmentCard(sue, reference).sees());
  const card = assessmentCard(sue, reference);
  const records = async (button: string, filled: Filled) => {
    await card.presses('More');
    await card.presses(button);
    await card.presses('Record it', filled);
  };
  await card.presses('Take this case on');
  await card.presses('Begin family assessment');
  await records('Family assessment done', { 'Level of need': 'High', Services: 'Housing', 'Is it clear': 'No' });
  await records('Trafficking suspected?', { 'Does the team': 'Yes', Reasons: 'He took her passport.' });
  await card.presses('More');
  await card.presses('Begin specialist part');
  await records('Reasonable grounds?', { 'Reasonable grounds': 'Yes', Reasons: 'She was made to work.' });
  await records('Service and plan', { Service: 'Looked after', 'Social worker': 'Uma Jet' });
  await records('Help and support', { What: 'Help from CAMHS', 'Who sees': 'Uma Jet', 'By when': today() });
  await records('Police notes', { 'New note': 'Officer 4711 has the phone.' });
  await card.presses('Prepare central referral');
  await card.presses('Record that it was sent');
  await card.presses('Record it', { Reference: 'NRM-2210', 'Sent on': today() });
  await card.presses('Record central answer');
  await card.presses('Record it', { 'What they said': 'No decision yet', 'Who said so': 'Jo', 'Heard on': today() });
  return { assessed: reference };
}

export async function linked(world: World): Promise<Cases> {
  const { jane, pat, mo, until } = world;
  const somewhere = { 'Where are they': 'At home, 14 Beech Road, Watford WD18 0AA' };
  const first = await arrives(world, 'jane', { ...somewhere, 'Child’s name': 'Anna Brown' });
  const second = await arrives(world, 'tom', { ...somewhere, 'Child’s name': 'Ben Brown' });
  await until(() => caseCard(pat, first).sees().text.includes('May be linked'));
  await pressesUnderMore(pat, first, ['Linked cases', 'Link', 'Same family']);
  await pressesUnderMore(mo, second, ['Linked cases', 'Not the same']);
  await receipt(jane, first).presses('Start a linked referral');
  const card = currentCard(jane);
  await card.presses('Same family');
  const sibling = referenceInButtons(card);
  await card.presses('No');
  await card.presses('Check answers', { 'Child’s name': 'Carl Brown', 'What worries you': 'Never at school.' });
  await card.presses('Not sure');
  await card.presses('Continue', { Why: 'The same man.' });
  await card.presses('Submit referral');
  await until(() => caseCard(mo, sibling).sees());
  return { first, second, sibling };
}
