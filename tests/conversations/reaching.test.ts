import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from './person.ts';
import { caseCard, decides, inChat, refers, summariesIn, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

const pack = {
  extends: 'hertfordshire-2016',
  clocks: { decision: { within: 'PT1H', remind: ['PT1S'], escalate: 'PT2S', overdueEvery: 'PT1H' } },
};

describe('people who cannot be reached', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld({ pack }); // no manager and no escalation contact has talked to the bot
    reference = await refers(world.jane);
    await world.until(() => caseCard(world.mo, reference).sees());
  });
  afterAll(() => world.stop());

  const refuseChatOf = (person: Person) =>
    world.teams.faults.add({
      match: ({ method, path }) => method !== 'GET' && path.startsWith(`/v3/conversations/${person.chatId}/`),
      trouble: { status: 403 },
    });

  it('Managers who never talked to the bot are reached through the team, whichever field of the roster holds their id', async () => {
    await world.until(() => inChat(world.mo, 'Undecided').sees());
    await world.until(() => inChat(world.ana, 'Undecided').sees());
  });

  it('The thread says that an escalation contact was not reached when the bot cannot find them', async () => {
    const thread = await world.until(() => {
      const lines = world.mo
        .thread(reference)
        .filter(({ summary }) => summary?.includes('Teams does NOT reach the escalation contact'));
      return lines.length > 0 && lines;
    });
    expect(thread.map(wordsOf).join()).toContain('Others are told, where nobody has heard of it.');
    expect(world.dee.chat()).toEqual([]);
  });

  it('The MASH is told to ring a referrer who blocked the bot, and the number is on the card', async () => {
    const refused = refuseChatOf(world.jane);
    await decides(world.mo, reference);
    const card = await world.until(() => {
      const { text } = caseCard(world.ana, reference).sees();
      return text.includes('NOT REACHED: please ring') && text;
    });
    expect(card).toContain('NOT REACHED: please ring them, the number is below');
    expect(card).toContain('01632 960 014');
    expect(card).not.toMatch(/Told \d\d:\d\d/);
    const lines = () => summariesIn(world.mo.thread(reference));
    await world.until(() => lines().includes(`${reference}: The referrer could NOT be reached in Teams`));
    expect(lines()).not.toContain(`${reference}: The referrer has been told`);
    refused.end();
  });

  it('The MASH is told that a question could not reach the referrer', async () => {
    const other = await refers(world.tom, {
      about: { Agency: 'Housing', 'Your name': 'Tom Reed', 'Phone, for': '0163' },
    });
    await world.until(() => caseCard(world.pat, other).sees());
    refuseChatOf(world.tom);
    const form = caseCard(world.pat, other);
    await form.presses('Ask the referrer');
    await form.presses('Send question', { 'Your question': 'Where is she?' });
    await world.until(() =>
      summariesIn(world.mo.thread(other)).includes(`${other}: The referrer could NOT be reached in Teams`),
    );
  });
});
