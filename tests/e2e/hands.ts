import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, PlaygroundWindow } from './driver.ts';
import { takePicture } from './stage.ts';

/** Answers by the labels of their inputs. */
export type CardAnswers = Record<string, Answer>;

/** The number of Children’s Services, day and night. */
export const urgentNumber = '0300 123 4043';

/** Words that a card must have, and words that it must not have. */
interface ExpectedWords {
  says: string[];
  never?: string[];
}

const PATIENCE_MS = 60_000; // on a busy machine

/** Waits until the newest card with the words `on` has all the expected ones, and takes a picture of it. */
export async function readsCard(
  who: PlaygroundWindow,
  picture: string,
  on: string,
  { says, never = [] }: ExpectedWords,
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  await pause(1500); // the bot may still change the card in place, which folds it
  let text = await who.lastCard(on);
  const isThere = () => text.includes('The rest of this card') || says.every((words) => text.includes(words));
  while (!isThere() && Date.now() < deadline) {
    await pause(200); // the bot may still change the card in place
    text = await who.lastCard(on);
  }
  await takePicture(who, picture, on);
  const rest = 'The rest of this card';
  if (text.includes(rest) && !says.every((words) => text.includes(words))) {
    await who.unfold(rest, on);
    text = await who.lastCard(on);
  }
  for (const words of says) assert.ok(text.includes(words), `${picture} does not say “${words}”:\n${text}`);
  for (const words of never) assert.ok(!text.includes(words), `${picture} says “${words}”:\n${text}`);
}

/** The manager reads the shared card in the MASH channel. */
export async function readsSharedCard(mo: PlaygroundWindow, reference: string, expected: ExpectedWords): Promise<void> {
  await mo.gotoChannel('Referrals');
  await mo.until('Take this referral');
  await readsCard(mo, 'mash-card', reference, expected);
}

/** The manager reads the alert in their own chat: the reference and times, and no fact of the child. */
export async function readsAlert(mo: PlaygroundWindow, reference: string, says: string[]): Promise<void> {
  await mo.gotoChannel('Personal Chat');
  // news of the referrer may have come after the alert
  await readsCard(mo, 'ring', 'I am on it', {
    says: [reference, 'URGENT', ...says, 'every manager gets this'],
    never: ['Ana', 'burn', 'Linh', 'Bridge House', 'Duc', 'cannabis', '01632', 'Jane', 'Femi', 'Khan'],
  });
}

export const dangerQuestion = 'Is the child in immediate danger, or about to be moved?';

/**
 * Waits for the welcome, which could otherwise come after the first question. A window that the emulator opens on a busy machine
 * may show nothing that came before it was ready: then they write first.
 */
export async function waitsForWelcome(jane: PlaygroundWindow): Promise<void> {
  const welcome = 'You do not have to be sure. You do not need proof.';
  await jane.gotoChannel('Personal Chat');
  await jane.until(welcome, 20_000).catch(() => types(jane, [['hi', welcome]]));
}

/** Types “start”, and asks for the card of the first question. */
export const startsByTyping = (jane: PlaygroundWindow): Promise<void> =>
  types(jane, [
    ['start', 'Type a number, or “card” for buttons.'], // the welcome asks the same question
    ['card', 'If yes, I show you who to ring'],
  ]);

/** Starts a check and answers whether the child is in danger. */
export async function beginsReferral(jane: PlaygroundWindow, danger: 'No' | 'Not known'): Promise<void> {
  await waitsForWelcome(jane);
  await startsByTyping(jane);
  await jane.press(danger, { on: dangerQuestion });
}

export async function fills(who: PlaygroundWindow, answers: CardAnswers, on?: string): Promise<void> {
  for (const [label, answer] of Object.entries(answers)) await who.fill(label, answer, on === undefined ? {} : { on });
}

export async function fillsAndPresses(who: PlaygroundWindow, button: string, answers: CardAnswers): Promise<void> {
  await fills(who, answers);
  await who.press(button);
}

export async function pressesContinueUntil(who: PlaygroundWindow, heading: string): Promise<void> {
  while (!(await who.lastCard()).includes(heading)) await who.press('Continue');
}

/** Types each message, and waits for what the bot must say next. */
export async function types(who: PlaygroundWindow, talk: [string, string][]): Promise<void> {
  for (const [words, answer] of talk) {
    await who.say(words);
    await who.until(answer);
  }
}

/** The nurse's answers about herself and the child, in the story and at the desk. */
export const nurse = {
  Agency: 'Health',
  'Your name': 'Jane Okafor',
  'Your role': 'School nurse',
  'Phone, for the MASH to ring': '01632 960 014',
};
export const ana = {
  'Child’s name, or a description': 'Girl, gives the name “Ana”',
  'Age or date of birth': 'about 14',
  'Who are they with?': 'the clinic nurse',
  'Where are they now?': 'Stevenage clinic',
  'What worries you?':
    'Brought in by a man who said he was her uncle. He could not say her birthday. Untreated burn on her left arm.',
};

/** The time in London so many minutes from now. */
export function clockAfter(minutes: number): string {
  const at = new Date(Date.now() + minutes * 60_000);
  return at.toLocaleTimeString('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' });
}

/** The day in London so many days ago, such as “4 December 2026”. */
export function longDayAgo(days: number): string {
  const at = new Date(Date.now() - days * 24 * 3_600_000);
  return at.toLocaleDateString('en-GB', { timeZone: 'Europe/London', day: 'numeric', month: 'long', year: 'numeric' });
}
