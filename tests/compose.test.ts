import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Card } from '../src/cards/parts.ts';
import { headingsIn, textIn } from './fakes/card.ts';
import { inProcess } from './fakes/in-process.ts';
import type { Json } from './fakes/wire.ts';

const hourMs = 60 * 60 * 1000;
const text = (card: Card): string => textIn(card as Json);

// The whole program in one process, without a network port

const world = inProcess('2026-06-10T08:00:00.000Z');
const cardsSentTo = (to: string) =>
  world.told
    .filter((each) => each.to.startsWith(to))
    .flatMap(({ message }) => ('card' in message ? [message.card] : []));
let caseCard: Card = {};
beforeAll(() => world.starts());
afterAll(() => world.ends());

it('The program takes a referral from “start” to the receipt', async () => {
  await world.types('mo', 'hi');
  const card = await world.refers();
  expect(text(card)).toContain('Sending to the MASH');
});

it('The program shows the referral to the MASH', async () => {
  await world.machine.settle();
  caseCard =
    cardsSentTo('19:mash').find((card) => headingsIn(card as Json).some((line) => line.startsWith('HT-'))) ?? {};
  expect(text(caseCard)).toContain('nobody has taken it');
});

it('The program answers a manager’s press with the current card of the case', async () => {
  const taken = await world.presses('mo', caseCard, 'Take this referral');
  expect(text(taken)).toContain('taken by Mo Hussain');
});

it('The program reminds the manager after twelve hours, and not before', async () => {
  await world.machine.jump(12 * hourMs - 3_000);
  expect(cardsSentTo('a:mo')).toEqual([]);
  await world.machine.pass(5_000);
  const summaries = cardsSentTo('a:mo').map((card) => String(card.fallbackText));
  expect(summaries).toEqual([expect.stringMatching(/^HT-.* undecided, 12 hours left$/)]);
  expect(world.machine.now()).toBe('2026-06-10T20:00:02.000Z');
});
