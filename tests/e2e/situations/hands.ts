import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, PlaygroundWindow } from '../driver.ts';
import { take } from '../stage.ts';

/** What the people of the five situations do, and how their cards are read. */
export type Filled = Record<string, Answer>;

/** Children's Services, day and night. */
export const number = '0300 123 4043';

/** What a card has to say to whoever reads it at night, and what it must not. */
interface Reading {
  says: string[];
  never?: string[];
}

const PATIENCE_MS = 20_000;

/** Waits until the newest card with these words says it all, and keeps a picture of it. */
export async function reads(
  who: PlaygroundWindow,
  picture: string,
  on: string,
  { says, never = [] }: Reading,
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  let { text } = await who.lastCard(on);
  while (!says.every((words) => text.includes(words)) && Date.now() < deadline) {
    await pause(200); // the card may be changed in place
    ({ text } = await who.lastCard(on));
  }
  await take(who, picture, on);
  for (const words of says) assert.ok(text.includes(words), `${picture} does not say “${words}”:\n${text}`);
  for (const words of never) assert.ok(!text.includes(words), `${picture} says “${words}”:\n${text}`);
}

export async function onTheCard(mo: PlaygroundWindow, reference: string, reading: Reading): Promise<void> {
  await mo.gotoChannel('Referrals');
  await mo.until('Take this referral');
  await reads(mo, 'mash-card', reference, reading);
}

/** The message to the manager's own chat that makes the telephone heard: reference and times, and no fact of the child. */
export async function ringsFor(mo: PlaygroundWindow, reference: string, says: string[]): Promise<void> {
  await mo.gotoChannel('Personal Chat');
  await reads(mo, 'ring', reference, {
    says: ['URGENT', ...says, 'I am on it', 'every manager gets this'],
    never: ['Ana', 'burn', 'Linh', 'Bridge House', 'Duc', 'cannabis', '01632', 'Jane', 'Femi', 'Khan'],
  });
}

export const dangerQuestion = 'Is the child in immediate danger, or about to be moved?';

/** Waits for the welcome, which would otherwise come below the first question. */
export async function arrives(jane: PlaygroundWindow): Promise<void> {
  await jane.gotoChannel('Personal Chat');
  await jane.until('You do not have to be sure. You do not need proof.');
}

export async function begins(jane: PlaygroundWindow, danger: 'No' | 'Not known'): Promise<void> {
  await arrives(jane);
  await types(jane, [['start', dangerQuestion]]);
  await jane.press(danger, { on: dangerQuestion });
}

export async function fills(who: PlaygroundWindow, answers: Filled, on?: string): Promise<void> {
  for (const [label, answer] of Object.entries(answers)) await who.fill(label, answer, on === undefined ? {} : { on });
}

export async function goesOn(who: PlaygroundWindow, button: string, answers: Filled): Promise<void> {
  await fills(who, answers);
  await who.press(button);
}

export async function continuesTo(who: PlaygroundWindow, heading: string): Promise<void> {
  while (!(await who.lastCard()).text.includes(heading)) await who.press('Continue');
}

/** Each message with what the bot says next. */
export async function types(who: PlaygroundWindow, talk: [string, string][]): Promise<void> {
  for (const [words, answer] of talk) {
    await who.say(words);
    await who.until(answer);
  }
}

export function clockIn(minutes: number): string {
  const at = new Date(Date.now() + minutes * 60_000);
  return at.toLocaleTimeString('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' });
}

export function daysAgo(days: number): string {
  const at = new Date(Date.now() - days * 24 * 3_600_000);
  return at.toLocaleDateString('en-GB', { timeZone: 'Europe/London', day: 'numeric', month: 'long', year: 'numeric' });
}
