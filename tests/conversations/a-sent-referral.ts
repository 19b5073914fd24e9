import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { Card } from '../../src/cards/parts.ts';
import { headingsIn } from '../fakes/card.ts';
import { inProcess } from '../fakes/in-process.ts';
import { profiles, referrals, type Who } from '../fakes/people.ts';
import type { Json } from '../fakes/wire.ts';
import { minute } from './a-program.ts';

/** The program on a Wednesday, with a referral of Jane’s in the MASH channel. Mo may be on duty. */
export function aSentReferral(
  start: string,
  { danger = 'No', onDuty = true }: { danger?: 'No' | 'Yes, now'; onDuty?: boolean },
) {
  const world = inProcess(start);
  const { machine, types, presses } = world;
  let reference = '';
  let from = 0;
  beforeAll(async () => {
    await world.starts();
    for (const who of ['mo', 'ana', 'dee'] as const) await types(who, 'hi');
    if (onDuty) await types('mo', 'on duty');
    reference = headingsIn((await world.refers(danger)) as Json).find((each) => each.startsWith('HT-')) ?? '';
    await machine.pass(minute);
  });
  afterAll(() => world.ends());
  beforeEach(() => {
    from = world.told.length;
  });

  /** The messages to this person since the test began whose preview has these words, each with whether it sounds. */
  const heard = (who: Who, words: string) =>
    world.told.slice(from).flatMap(({ to, message }) => {
      const isTheirs = to === `a:${who}` || to === `a:${profiles[who].id}`;
      if (!isTheirs || !('card' in message) || !String(message.card.fallbackText).includes(words)) return [];
      const isNew = 'alert' in message; // an update has no such flag
      return [{ card: message.card, summary: String(message.card.fallbackText), alert: message.alert === true, isNew }];
    });
  const newest = (isFor: (to: string) => boolean): Card | undefined =>
    world.told
      .flatMap(({ to, message }) =>
        isFor(to) && 'card' in message && headingsIn(message.card as Json).includes(reference) ? [message.card] : [],
      )
      .at(-1);

  const caseCard = () => newest((to) => to.startsWith(referrals.id));

  return {
    machine,
    types,
    reference: () => reference,
    /** Whether each of them got a message about news, and whether it rang. Updates are none. */
    news: () =>
      Object.fromEntries(
        (['mo', 'ana', 'dee'] as const).map((who) => [
          who,
          heard(who, 'NEW INFORMATION').flatMap(({ alert, isNew }) => (isNew ? (alert ? 'rings' : 'silent') : [])),
        ]),
      ),
    heard,
    caseCard,
    receipt: () => newest((to) => to === 'a:jane' || to === `a:${profiles.jane.id}`),
    adds: (words: string) => types('jane', `add ${reference}: ${words}`),
    presses,
    /** Mo presses these buttons in the channel, one after the other, from the card of the case on. */
    async goes(...steps: [title: string, inputs?: Record<string, string>][]) {
      let card = caseCard() ?? {};
      for (const [title, inputs] of steps) card = await presses('mo', card, title, inputs);
      await machine.pass(1000);
    },
  };
}
