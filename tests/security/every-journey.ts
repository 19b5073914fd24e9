import { loadPack } from '../../src/protocol/load-pack.ts';
import type { CardActions, Person } from '../conversations/person.ts';
import { findLink, linkIn } from '../conversations/saving.ts';
import {
  asksAtDesk,
  assessmentCard,
  beginsCheck,
  caseCard,
  continuesToChild,
  currentCard,
  inChat,
  receipt,
  referenceOn,
  refers,
  toCheckAnswers,
} from '../conversations/walks.ts';
import type { World } from '../conversations/world.ts';
import type { Filled } from '../fakes/filling-in.ts';
import { profiles } from '../fakes/people.ts';
import { walk } from '../protocol-coverage/walking.ts';

/** Plays every journey through the real program, with the caller's own texts in every box. */

/** Gives the text for a box, at most `limit` characters long. The same box always gets the same text. */
export type Write = (box: string, limit: number) => string;

export interface Played {
  walked: string[]; // one full referral for each agency; the first goes through everything that follows
  reference: string;
  second: string; // about the same child, by another referrer; nobody decides it
  shownTwice: string; // two messages showed it, and it was sent from the second
  phoned: string;
  sentAt: number; // the moment, as the fake Teams counts them, when the author had sent all their referrals
  ownCopy: string; // the link
  caseFile: string;
}

const pack = loadPack();
const agencies = pack.fields.find(({ id }) => id === 'agency')?.choices?.map(({ id }) => id) ?? [];
const long = 2000;
const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(new Date());
const referenceIn = (text: string): string => /HT-[0-9A-Z]{4}-[0-9A-Z]{3}/.exec(text)?.[0] ?? 'NO REFERENCE';

/** @param world has the Assessment team's channel set up */
export async function everyJourney(world: World, write: Write): Promise<Played> {
  const { jane, tom, mo, pat, until } = world;
  for (const who of [mo, world.ana, world.dee]) await who.says('hi');
  await abandoned(world, write);
  const child = {
    'Child’s name': write('child-name', 200),
    'Age or date': '10',
    'Who are they with': write('with', 250),
    'What worries you': write('worry', 3000),
  };
  const about = { Agency: 'Housing', 'Your name': write('other-name', 100), 'Phone, for': write('other-phone', 60) };
  const walked: string[] = [];
  const typed = new Set<string>(); // boxes filled in earlier walks; once is enough for each
  for (const agency of agencies.toSorted((one, other) => Number(other === 'health') - Number(one === 'health'))) {
    const before = new Set(typed);
    const noteAndWrite: Write = (box, limit) => {
      typed.add(box);
      return write(box, limit);
    };
    const ways = {
      pack,
      world,
      write: (box: string, limit: number) => (before.has(box) ? undefined : noteAndWrite(box, limit)),
    };
    walked.push((await walk(jane, agency, 'everything filled in', ways)).reference);
  }
  const shownTwice = await spreadOverTheChat(jane, child, until);
  const sentAt = world.teams.moment();
  const reference = walked[0] ?? '';
  const second = await refers(tom, { about, child, consent: { Why: write('other-consent-why', 1000) } });
  await until(() => receipt(jane, reference).sees().text.includes('Delivered'));
  await until(() => caseCard(mo, second).sees());
  await afterSending(world, reference, write);
  await sideRecords(world, reference, write);
  const phoned = await byPhone(pat, write);
  await decided(world, reference, write);
  await disagreed(world, reference, write);
  await assessed(world, reference, write);
  await names(world, write);
  const links = { ownCopy: await ownCopy(world, reference), caseFile: await caseFile(mo, reference) };
  return { walked, reference, second, shownTwice, phoned, sentAt, ...links };
}

/**
 * Sends a draft whose answers are also in an earlier message, because the referrer typed a word meanwhile.
 * @returns its reference
 */
async function spreadOverTheChat(person: Person, child: Filled, until: World['until']): Promise<string> {
  const first = (await toCheckAnswers(person, { child })).sees().activityId;
  await person.says('resume', 'card');
  // Not the card in front: a reminder may have arrived after it.
  const resumed = person.on(({ activityId, buttons }) => activityId !== first && buttons.includes('Submit referral'));
  const { activityId } = await until(() => resumed.sees());
  const card = person.on((each) => each.activityId === activityId);
  await card.presses('Submit referral');
  return referenceOn(card);
}

/** Leaves one check unfinished, deletes another and begins a practice case. */
async function abandoned({ sid, sue, ivy }: World, write: Write): Promise<void> {
  const card = await beginsCheck(sid);
  await continuesToChild(card, {
    about: { Agency: 'Police', 'Your name': write('idle-name', 100), 'Phone, for': write('idle-phone', 60) },
  });
  await card.presses('Go through more signs', {
    'Child’s name': write('idle-child', 200),
    'What worries you': write('idle-worry', 3000),
  });
  const other = await beginsCheck(sue);
  await continuesToChild(other, {
    about: { Agency: 'Police', 'Your name': write('gone-name', 100), 'Phone, for': write('gone-phone', 60) },
  });
  await other.presses('Go through more signs', { 'Child’s name': write('gone-child', 200) });
  await sue.says('delete this draft');
  await sue.says('delete it');
  await ivy.says('practice', 'card');
  const practice = currentCard(ivy);
  await continuesToChild(practice, {
    about: { Agency: 'Police', 'Your name': write('practice-name', 100), 'Phone, for': write('practice-phone', 60) },
  });
  await practice.presses('Go through more signs', { 'Child’s name': write('practice-child', 200) });
}

/** The newest card in a person’s chat that has the button to press: a reminder may have arrived after it. */
const anyCardOf = (person: Person): CardActions => person.on((card) => card.conversationId === person.chatId);

async function afterSending({ jane, pat, mo, until }: World, reference: string, write: Write): Promise<void> {
  await receipt(jane, reference).presses('Child is missing');
  await anyCardOf(jane).presses('Tell them more', { 'Do the police': 'Yes', 'When, their': write('missing', long) });
  await anyCardOf(jane).presses('The child is found', { 'When, their': write('found', long) });
  await receipt(jane, reference).presses('Add information');
  await anyCardOf(jane).presses('Send to the MASH', { 'What is new?': write('information', long) });
  await caseCard(pat, reference).presses('Take this referral');
  const question = { 'Your question': write('question', long) };
  await caseCard(mo, reference).presses('More', 'Ask the referrer', 'Send question', question);
  await until(() => inChat(jane, 'The MASH has a question').sees());
  const message = { 'Your message': write('message', long) };
  await caseCard(pat, reference).presses('More', 'Tell the referrer', 'Send message', message);
  await until(() => inChat(jane, 'A message from the MASH').sees());
  await inChat(jane, 'The MASH has a question').presses('Send answer', { 'Your answer': write('answer', long) });
}

async function sideRecords({ pat, mo, until }: World, reference: string, write: Write): Promise<void> {
  const records: [string, Filled][] = [
    ['Police informed', { 'When were they': '10 minutes ago', 'Police reference': write('side-reference', 200) }],
    ['Claims to be family', { 'In your words': write('side-family', long) }],
    ['Visitor or stranger', { 'In your words': write('side-visitor', long) }],
    ['New information', { 'In your words': write('side-news', long) }],
    ['Child is missing', { 'Do the police': 'Not yet', 'Since when': write('side-missing', long) }],
  ];
  for (const [title, filled] of records) await under(pat, reference, title, 'Record it', filled);
  await (await asksAtDesk(pat, 'board')).presses('Show which child');
  await until(() => caseCard(mo, reference).sees().text.includes('SOMEBODY CLAIMS TO BE FAMILY'));
  if (!caseCard(mo, reference).sees().text.includes('May be linked with')) return;
  const links = ['Linked cases', 'Compare', 'Link', 'Same home or address', 'Back to the card'];
  await caseCard(pat, reference).presses('More', ...links);
}

async function byPhone(pat: Person, write: Write): Promise<string> {
  const form = await asksAtDesk(pat, 'log a phone referral');
  await form.presses('Open the form', 'Log it', {
    'Who rang': write('call-name', 100),
    'Their agency': 'Police',
    'Their phone': write('call-phone', 60),
    'When did they ring': '2 hours ago',
    Urgent: 'Yes',
    'What did they say': write('call-worry', 3000),
    'Child’s name': write('call-child', 200),
  });
  return referenceIn(form.sees().headings.join(' '));
}

async function decided({ jane, mo, pat, until }: World, reference: string, write: Write): Promise<void> {
  await caseCard(mo, reference).presses('Record decision', 'Confirm decision', {
    Decision: 'Concerns about trafficking',
    'What action': write('decision-action', long),
    Reasons: write('decision-reasons', long),
    'Immediate protection': 'Yes',
    'What protection': write('decision-protection', long),
    'What may': write('decision-tell', long),
    'What should': write('decision-now', 500),
  });
  await until(() => inChat(jane, 'The MASH has decided').sees());
  await under(mo, reference, 'Correct the decision', 'Confirm correction', {
    'What action': write('correction-action', long),
    Reasons: write('correction-reasons', long),
    'What may': write('correction-tell', long),
    'What should': write('correction-now', 500),
  });
  await under(pat, reference, 'Was the referral clear?', 'Send to the referrer', {
    'Was it clear': 'Something was missing',
    'What would help': write('feedback', 500),
  });
  await until(() => inChat(jane, 'A note from the MASH').sees());
}

async function disagreed({ jane, mo, pat }: World, reference: string, write: Write): Promise<void> {
  await receipt(jane, reference).presses('I disagree');
  await anyCardOf(jane).presses('Send to the MASH', {
    Why: write('disagree-why', long),
    'Manager for your': write('disagree-agency', 200),
    'Manager for the MASH': write('disagree-mash', 200),
  });
  const card = caseCard(mo, reference);
  await card.presses(
    'More',
    'Disagreement 1',
    'Ask senior managers',
    'Save',
    { 'Why was': write('disagree-level', long) },
    'It is settled',
    'Save',
    { 'What do you': write('disagree-outcome', long) },
    'Back to the card',
  );
  const own = caseCard(pat, reference);
  await own.presses('More', 'I disagree', 'Save', { Why: write('mash-disagrees', long) }, 'Back to the card');
}

async function assessed({ sue, until }: World, reference: string, write: Write): Promise<void> {
  await until(() => assessmentCard(sue, reference).sees());
  const card = assessmentCard(sue, reference);
  const records = (button: string, filled: Filled) => card.presses('More', button, 'Record it', filled);
  await card.presses('Take this case on', 'Begin family assessment');
  await records('Family assessment done', {
    'Level of need': write('family-need', long),
    Services: write('family-services', long),
    'Is it clear': 'No',
  });
  await records('Trafficking suspected?', { 'Does the team': 'Yes', Reasons: write('suspicion', long) });
  await card.presses('More', 'Begin specialist part');
  await records('Reasonable grounds?', { 'Reasonable grounds': 'Yes', Reasons: write('grounds', long) });
  await records('Service and plan', { Service: 'Looked after', 'Social worker': write('social-worker', 200) });
  await records('Help and support', {
    What: 'Help from CAMHS',
    'Who sees': write('support-owner', 200),
    'By when': today(),
  });
  await records('Police notes', { 'New note': write('police-note', long) });
  await card.presses(
    'Prepare central referral',
    'Record that it was sent',
    'Record it',
    { Reference: write('central-reference', 200), 'Sent on': today() },
    'Record central answer',
    'Record it',
    {
      'What they said': 'No decision yet',
      'Who said so': write('central-who', 200),
      'Heard on': today(),
    },
  );
}

/** Fills in the names of officers in the agencies: they are people too, though not of a case. */
async function names({ ash, teams }: World, write: Write): Promise<void> {
  teams.members.add(profiles.ash);
  const form = await asksAtDesk(ash, 'set up');
  await form.presses('Set up', 'Names of officers', 'Save names', {
    'Health: designated officer': write('officer', 200),
    'Housing: trafficking': write('coordinator', 200),
    'Contacts at': write('board', 200),
  });
  teams.members.delete(profiles.ash);
}

/** Records something as a MASH member through a form under More on the shared card. */
async function under(person: Person, reference: string, title: string, button: string, filled: Filled): Promise<void> {
  await caseCard(person, reference).presses('More', title, button, filled);
}

async function ownCopy({ jane, until }: World, reference: string): Promise<string> {
  await receipt(jane, reference).presses('My copy');
  return until(() => findLink(jane.chat()));
}

/** @returns the link to the case as a file, from under More */
export async function caseFile(person: Person, reference: string): Promise<string> {
  const card: CardActions = caseCard(person, reference);
  await card.presses('More', 'Case as a file');
  const link = linkIn(card.sees().json);
  await card.presses('Back to the card');
  return link;
}
