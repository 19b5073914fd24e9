import { describe, expect, it } from '@jest/globals';
import { aWorld } from '../conversations/a-world.ts';
import type { Person } from '../conversations/person.ts';
import { arrives, beginsCheck, caseCard, continuesToChild, refers } from '../conversations/walks.ts';
import { teamsClient } from '../fakes/teams-client.ts';

const usual = { ACTIONS_A_MINUTE: '' }; // the program’s own default
const slower = { ACTIONS_A_MINUTE: '8' };
const tooFastWords =
  /^That was very many at once, so I did not take this one\. All before it is saved\. Wait \d+ seconds?, then send or press it again\. Cannot wait\? Ring 0300 123 4043\. Immediate danger: call 999\.$/;

describe('somebody who presses and types without end', () => {
  const world = aWorld({ env: usual, clockStands: true });

  /** @returns the answer to each press, in order */
  async function presses(who: 'sid' | 'tom' | 'liz', times: number, verb = 'learn'): Promise<(string | undefined)[]> {
    const client = teamsClient(world[who].profile, world.teams);
    const answers: (string | undefined)[] = [];
    for (let time = 0; time < times; time += 1) {
      const { status, message } = await world[who].raw(client.execute(client.chatId, '1', verb, {}));
      answers.push(status === 200 ? message : `status ${status}`);
    }
    return answers;
  }

  const types = ({ profile, chatId, raw }: Person, text: string) =>
    raw(teamsClient(profile, world.teams).message(chatId, text));

  /** Counts the program’s calls to Teams about Sid’s chat. */
  const callsToSid = (): number =>
    world.teams.history.filter(({ path }) => decodeURIComponent(path).includes(world.sid.chatId)).length;

  it('The bot takes 120 presses a minute from one person, then says how long to wait and whom to ring', async () => {
    const answers = await presses('sid', 125);
    expect(answers.slice(0, 120)).toEqual(Array(120).fill(undefined)); // undefined stands for a card
    for (const answer of answers.slice(120)) expect(answer).toMatch(tooFastWords);
  });

  it('The bot takes ten saves of the set-up a minute from one person, whoever it is', async () => {
    const answers = await presses('liz', 12, 'save-set-up');
    expect(answers.filter((answer) => tooFastWords.test(answer ?? ''))).toHaveLength(2);
  });

  it('Somebody who types too fast is told in words to wait', async () => {
    const [answer] = await world.sid.says('hi');
    expect(answer?.text).toMatch(tooFastWords);
  });

  it('Somebody who presses too fast holds nobody else up', async () => {
    expect(await presses('tom', 3)).toEqual([undefined, undefined, undefined]);
    await refers(world.jane);
  });

  it('Somebody who types too fast is told once a minute, and further refusals make no call to Teams', async () => {
    const before = callsToSid();
    for (let time = 0; time < 60; time += 1) expect((await types(world.sid, 'hi')).status).toBe(200);
    expect(callsToSid() - before).toBe(0);
  });

  it('Somebody who types too fast still gets the emergency numbers when they write of danger', async () => {
    const replies = await world.sid.says('he is here now');
    expect(replies.map(({ text }) => text).join()).toContain('Ring 999 now');
  });

  it('The bot answers thirty messages about danger beyond the limit in a minute, and then no more', async () => {
    for (let time = 1; time < 30; time += 1) await types(world.sid, 'he is here now');
    const before = callsToSid();
    await types(world.sid, 'he is here now');
    expect(callsToSid() - before).toBe(0);
  });

  it('The log counts refused actions once a minute, by object id and without their text', async () => {
    const { objectId: sid } = world.sid.profile;
    const all = () => world.log.filter((line) => line.includes('turn.too-fast')).map((line) => JSON.parse(line));
    const lines = () => all().filter(({ by }) => by === sid);
    expect(lines()).toEqual([]);
    await world.pass(60);
    await world.until(() => lines().length > 0);
    const attempts = 5 + 1 + 60 + 1;
    expect(lines()).toMatchObject([{ level: 40, event: 'turn.too-fast', by: sid, attempts }]);
  });

  it('Somebody who types too fast is told again in the next minute', async () => {
    // The limiter runs on the real clock, so a new minute may begin at any press.
    for (let answer: string | undefined; !tooFastWords.test(answer ?? ''); ) [answer] = await presses('sid', 1);
    const [answer] = await world.sid.says('hi');
    expect(answer?.text).toMatch(tooFastWords);
  });
});

describe('a person who is stopped for going too fast', () => {
  const world = aWorld({ env: slower });

  it('A person stopped for going too fast keeps their saved answers and card, and goes on after the wait', async () => {
    const { jane } = world;
    const card = await beginsCheck(jane); // 2 of the 8 actions a minute
    await continuesToChild(card); // 4 of 8
    const before = card.sees();
    const child = { 'Child’s name': 'Girl Beryl', 'What worries you': 'Burn Onyx.' };
    for (let time = 0; time < 4; time += 1) await jane.says('contacts'); // 8 of 8
    const answer = await card.presses('Finish and send', child);
    expect(answer.message).toMatch(tooFastWords);
    expect(answer.card).toBeUndefined();
    expect(card.sees().json).toEqual(before.json);
    expect(Object.values(card.sees().values)).toEqual(expect.arrayContaining(['Girl Beryl', 'Burn Onyx.']));
    await world.restart(); // a restart forgets how fast anybody was, so the test need not wait a minute
    await card.presses('Finish and send');
    expect(card.sees().headings).toContain('Have you asked for consent?');
    await card.presses('They were not asked', 'Continue', { Could: 'Yes', Why: 'He may be involved.' });
    expect(card.sees().text).toContain('Girl Beryl');
    expect(card.sees().text).toContain('Burn Onyx.');
  });

  it('A person who presses too fast in the channel is stopped, and the shared card stays unchanged', async () => {
    await world.restart();
    const reference = await arrives(world, world.tom);
    const card = caseCard(world.mo, reference);
    for (let time = 0; time < 4; time += 1) {
      await card.presses('More', 'Back to the card');
    }
    const answer = await card.presses('Take this referral');
    expect(answer.message).toMatch(tooFastWords);
    expect(caseCard(world.ana, reference).sees().text).toContain('nobody has taken it');
  });
});
