import type { CardActions, Person } from '../conversations/person.ts';
import {
  aboutJane,
  assessmentCard,
  caseCard,
  continuesToChild,
  continuesUntil,
  currentCard,
  inChat,
  receipt,
  referenceOn,
} from '../conversations/walks.ts';
import type { World } from '../conversations/world.ts';

/**
 * A case from “Start a check” to the Assessment team's notes, in stages that each do one kind of thing in one place.
 */

export type Place = 'own chat' | 'MASH' | 'Assessment';
export type Kind = 'reading' | 'recording';

/** A referral on its way. Each stage uses what the earlier stages left here. */
export interface Journey {
  readonly world: World;
  readonly author: Person;
  inHand: CardActions; // the card or form for the next stage
  reference: string;
}

export interface Stage {
  place: Place;
  /** `reading`: no press changes a case. `recording`: at least one press of the stage does. Undefined: not measured. */
  kind?: Kind;
  play(journey: Journey): Promise<void>;
}

const words =
  'Came with a man who said he was her uncle. He could not say her birthday. Untreated burn on her left arm.';
const passOn = { Decision: 'Concerns about trafficking', 'What action': 'The team sees her today.', Reasons: words };
// Without a name, or the bot would link more cases with every lap.
const child = { Age: 'about 14', 'What worries you': words };

/** Presses buttons of a card, one after the other. */
async function pressesAll(card: CardActions, ...titles: string[]): Promise<CardActions> {
  for (const title of titles) await card.presses(title);
  return card;
}

/** Presses a button whose answer is a new message in the author's chat. @returns that message */
async function opensBelow({ author, reference }: Journey, title: string): Promise<CardActions> {
  await receipt(author, reference).presses(title);
  return currentCard(author);
}

const forMash = ({ world, reference }: Journey, who = world.pat): CardActions => caseCard(who, reference);
const forAssessment = ({ world, reference }: Journey): CardActions => assessmentCard(world.sue, reference);

async function wholeCheck(journey: Journey): Promise<void> {
  const card = journey.inHand;
  await card.presses('Start a check');
  await continuesToChild(card, { about: aboutJane });
  await card.presses('Continue to the check', child);
  await continuesUntil(card, 'Check before you send', {
    'Carer and household': { Seen: ['1 ·'], Note: words },
    'Consent, your decision': { Why: words },
  });
  await card.presses('Submit referral');
  journey.reference = referenceOn(card);
}

async function readsInOwnChat(journey: Journey): Promise<void> {
  for (const _ of ['once', 'and again']) {
    await opensBelow(journey, 'Contacts');
    const mine = await opensBelow(journey, 'My referrals');
    await mine.presses(`Open: ${journey.reference}`);
  }
  journey.inHand = await opensBelow(journey, 'Add information');
}

async function asksForTheList(journey: Journey): Promise<void> {
  const { pat } = journey.world;
  const [list] = await pat.mentions('open');
  journey.inHand = pat.on(({ activityId }) => activityId === list?.id);
}

async function readsTheList({ inHand: list, reference }: Journey): Promise<void> {
  await list.presses('Look again');
  await list.presses(`Open: ${reference}`);
  await list.presses('Back to the list');
}

/** Sends a form that an earlier stage opened. */
const fillsIn =
  (title: string, filled: Parameters<CardActions['presses']>[1] = {}) =>
  async ({ inHand }: Journey): Promise<void> => {
    await inHand.presses(title, filled);
  };

const look = ['More', 'Back to the card', 'Everything', 'Back to the card'];
// cheap presses are repeated, because Linux counts CPU only in hundredths of a second
const looks = [...look, ...look, ...look];

const opens =
  (on: (journey: Journey) => CardActions, ...titles: string[]) =>
  async (journey: Journey): Promise<void> => {
    journey.inHand = await pressesAll(on(journey), ...titles);
  };

const opensAsManager = (...titles: string[]) => opens((journey) => forMash(journey, journey.world.mo), ...titles);

const greets = async (journey: Journey): Promise<void> => {
  await journey.author.says('hi');
  journey.inHand = currentCard(journey.author);
};
const findsQuestion = async (journey: Journey): Promise<void> => {
  journey.inHand = inChat(journey.author, `Question ${journey.reference}?`);
};
const asksQuestion = async (journey: Journey): Promise<void> => {
  await journey.inHand.presses('Send question', { 'Your question': `Question ${journey.reference}?` });
};
const disagrees = async (journey: Journey): Promise<void> => {
  journey.inHand = await opensBelow(journey, 'I disagree');
};

export const stages: readonly Stage[] = [
  { place: 'own chat', play: greets },
  { place: 'own chat', kind: 'recording', play: wholeCheck },
  { place: 'own chat', kind: 'reading', play: readsInOwnChat },
  { place: 'own chat', kind: 'recording', play: fillsIn('Send to the MASH', { 'What is new?': words }) },
  { place: 'MASH', kind: 'recording', play: opens(forMash, 'Take this referral') },
  { place: 'MASH', play: asksForTheList },
  { place: 'MASH', kind: 'reading', play: readsTheList },
  { place: 'MASH', kind: 'reading', play: opens(forMash, ...looks, 'Ask the referrer') },
  { place: 'MASH', kind: 'recording', play: asksQuestion },
  { place: 'own chat', play: findsQuestion },
  { place: 'own chat', kind: 'recording', play: fillsIn('Send answer', { 'Your answer': words }) },
  { place: 'MASH', kind: 'reading', play: opens(forMash, 'More', 'New information') },
  { place: 'MASH', kind: 'recording', play: fillsIn('Record it', { 'In your words': words }) },
  { place: 'MASH', kind: 'reading', play: opensAsManager(...looks, 'Record decision') },
  { place: 'MASH', kind: 'recording', play: fillsIn('Confirm decision', passOn) },
  { place: 'own chat', kind: 'reading', play: disagrees },
  { place: 'own chat', kind: 'recording', play: fillsIn('Send to the MASH', { Why: words }) },
  { place: 'MASH', kind: 'reading', play: opensAsManager('More', 'Disagreement 1', 'Go to level 2') },
  { place: 'MASH', kind: 'recording', play: fillsIn('Save', { 'Why was': words }) },
  {
    place: 'Assessment',
    kind: 'recording',
    play: opens(forAssessment, 'Take this case on', 'Begin family assessment'),
  },
  { place: 'Assessment', kind: 'reading', play: opens(forAssessment, ...looks, 'More', 'Police notes') },
  { place: 'Assessment', kind: 'recording', play: fillsIn('Record it', { 'New note': words }) },
];
