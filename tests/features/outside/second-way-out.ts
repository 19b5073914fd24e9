import type { Card } from '../../../src/cards/parts.ts';
import { type Address, type Outside, OutsideFault } from '../../../src/connector/outside.ts';
import { type Teams, TeamsFault } from '../../../src/connector/teams.ts';
import { headingsIn } from '../../fakes/card.ts';
import { inProcess } from '../../fakes/in-process.ts';
import { profiles, type Who } from '../../fakes/people.ts';
import type { Json } from '../../fakes/wire.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const fine = async () => {};
const numbers: Partial<Record<Who, string>> = { mo: '07700 900111', dee: '07700 900222', ana: 'ana@council.example' };

/**
 * The program with a fake service for texts and emails that records what it is given, and a Teams that does not reach
 * everybody.
 */
export function outsideTeams() {
  const state = {
    takes: fine, // what the service does with each text or email
    unreached: [] as Who[], // the people whom Teams does not reach
    isDown: false, // whether Teams refuses everything
    alerts: [] as { to: string; reference: string; time: string }[],
    tests: [] as string[], // the addresses that got a test
    alertTries: [] as { messageId: string; isAgain: boolean }[], // one for each try
    codes: [] as (Address & { code: string })[],
  };
  const outside: Outside = {
    ways: ['sms', 'email'],
    async alert({ to }, { reference, time, messageId, isAgain }) {
      state.alertTries.push({ messageId, isAgain });
      await state.takes();
      if (reference.startsWith('HT-')) state.alerts.push({ to, reference, time });
      else state.tests.push(to);
    },
    async code(address, code) {
      await state.takes();
      state.codes.push({ ...address, code });
    },
  };
  const reaching = (teams: Teams): Teams => ({
    ...teams,
    async post(...what) {
      if (state.isDown) throw new TeamsFault(503);
      return teams.post(...what);
    },
    async send(serviceUrl, to, message) {
      if (state.isDown) throw new TeamsFault(503);
      if (state.unreached.some((who) => [`a:${who}`, `a:${profiles[who].id}`].includes(to))) throw new TeamsFault(404);
      return teams.send(serviceUrl, to, message);
    },
    async members(...where) {
      const isThere = ({ objectId }: { objectId?: string | undefined }) =>
        !state.unreached.some((who) => profiles[who].objectId === objectId);
      return (await teams.members(...where)).filter(isThere);
    },
  });
  const world = inProcess('2026-06-10T13:03:00.000Z', { outside, tellsThrough: reaching });

  /** Types words. @returns the text of the bot's answers; for a card, its fallback text */
  async function answer(who: Who, words: string): Promise<string> {
    const before = world.said.length;
    await world.types(who, words);
    return textsSince(before);
  }
  const textsSince = (count: number): string =>
    world.said
      .slice(count)
      .map(({ message }) =>
        'text' in message ? message.text : 'card' in message ? String(message.card.fallbackText) : '',
      )
      .join('\n');

  const kept = (who: Who) => world.services.people.load(profiles[who].objectId as never);

  return Object.assign(state, {
    world,
    answer,
    /** Types words. @returns the answers, and what the bot says once the service has answered it */
    async hears(who: Who, words: string): Promise<string> {
      const before = world.said.length;
      await answer(who, words);
      await world.machine.settle();
      return textsSince(before);
    },
    pass: world.machine.pass,
    /** The service answers everything in this way; undefined: it does not answer. */
    fails: (status: number | undefined) => {
      state.takes = async () => {
        throw new OutsideFault(status);
      };
    },
    alerted: () => state.alerts.map(({ to }) => to).sort(),
    kept,
    /** The address of a person, and the one that waits for its code. */
    async addressesOf(who: Who) {
      const { outside, outsideAsked } = await kept(who);
      return [outside, outsideAsked];
    },
    listed: () => world.services.caseContext().desk.outside,
    async begins(): Promise<void> {
      await world.services.refreshDesk();
      for (const who of ['mo', 'ana', 'dee'] as const) await world.types(who, 'hi');
    },
    /** Gives a person's number or address, and types the code that was sent to it. */
    async confirms(who: Who): Promise<string> {
      const to = numbers[who] ?? '';
      await answer(who, to.includes('@') ? `email me at ${to}` : `text me on ${to}`);
      return answer(who, `code ${state.codes.at(-1)?.code}`);
    },
    /** Jane makes a referral. @returns its reference */
    async refers(danger: 'Yes, now' | 'No'): Promise<string> {
      const receipt = await world.refers(danger);
      await world.machine.pass(1000);
      return headingsIn(receipt as Json).find((heading) => heading.startsWith('HT-')) ?? '';
    },
    cardOf: (reference: string): Card =>
      world.told
        .flatMap(({ to, message }) => (to.startsWith('19:') && 'card' in message ? [message.card] : []))
        .findLast((card) => headingsIn(card as Json).includes(reference)) ?? {},
    /** The outbox entries of the case for messages outside Teams. */
    async entries() {
      const [record] = (await world.services.cases.upNext({}, 1)).flat();
      return (record?.outbox ?? [])
        .filter(({ message }) => message.kind === 'outside-ring')
        .map(({ to, state: { kind } }) => ({ to, state: kind }));
    },
  });
}
