import { beforeAll, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, lacks } from './expecting.ts';
import type { Person } from './person.ts';
import { hears, seesLine } from './waiting.ts';
import { arrives, caseCard, decides, summariesIn, wordsOf } from './walks.ts';

const pack = {
  extends: 'hertfordshire-2016',
  clocks: { decision: { within: 'PT1H', remind: ['PT1S'], escalate: 'PT2S', overdueEvery: 'PT1H' } },
};

const world = aWorld({ pack });
const { jane, tom, mo, ana, until } = world;
let reference: string;
beforeAll(async () => {
  // no manager and no escalation contact has talked to the bot
  reference = await arrives(world, jane);
});

const refuseChatOf = (person: Person) =>
  world.teams.faults.add({
    match: ({ method, path }) => method !== 'GET' && path.startsWith(`/v3/conversations/${person.chatId}/`),
    trouble: { status: 403 },
  });

it('Managers who never talked to the bot are reached through the team, whichever field of the roster holds their id', async () => {
  await hears(mo, 'Undecided');
  await hears(ana, 'Undecided');
});

it('The thread says that an escalation contact was not reached when the bot cannot find them', async () => {
  const thread = await until(() => {
    const lines = mo
      .thread(reference)
      .filter(({ summary }) => summary?.includes('Teams does NOT reach the escalation contact'));
    return lines.length > 0 && lines;
  });
  contains(thread.map(wordsOf).join(), 'If nobody has heard of it, I tell others.');
  expect(world.dee.chat()).toEqual([]);
});

it('The MASH is told to ring a referrer who blocked the bot, and the number is on the card', async () => {
  const refused = refuseChatOf(jane);
  await decides(mo, reference);
  const card = await until(() => {
    const { text } = caseCard(ana, reference).sees();
    return text.includes('NOT REACHED: please ring') && text;
  });
  contains(card, 'NOT REACHED: please ring them, the number is below', '01632 960 014');
  lacks(card, /Sent to them \d\d:\d\d/);
  const lines = () => summariesIn(mo.thread(reference));
  await until(() => lines().includes(`${reference}: The referrer could NOT be reached in Teams`));
  lacks(lines(), `${reference}: The referrer has been told`);
  refused.end();
});

it('The MASH is told that a question could not reach the referrer', async () => {
  const other = await arrives(world, tom, {
    about: { Agency: 'Housing', 'Your name': 'Tom Reed', 'Phone, for': '0163' },
  });

  refuseChatOf(tom);
  const form = caseCard(world.pat, other);
  await form.presses('Ask the referrer', 'Send question', { 'Your question': 'Where is she?' });
  await seesLine(mo, other, 'The referrer could NOT be reached in Teams');
});
