import { describe, expect, it } from '@jest/globals';
import type { Card } from '../../src/cards/parts.ts';
import { mashMembers, mashTeam, profiles, referrals, tenantId, type Who } from '../fakes/people.ts';
import { aProgram, minute, summaryOf, text } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

const hour = 60 * minute;
let roster = mashMembers;
const world = aProgram({ rosterOf: () => roster });
const { machine, types, presses, inChat, caseCard, refers } = world;
const saidTo = (who: Who) => inChat(who).map(text).join('\n');
const takes = (who: Who, reference: string) =>
  presses(who, caseCard(reference) ?? {}, 'Take this referral', {}, 'channel');
let ordinary: string;
let urgent: string;

it('Who goes off duty is told before that what they still have then has nobody, and rings', async () => {
  await types('mo', 'on duty until 20:00');
  await types('ana', 'on duty until 23:00');
  ordinary = await refers();
  urgent = await refers({ danger: 'Yes, now' });
  await takes('mo', ordinary);
  await takes('mo', urgent);
  await machine.pass(5 * hour + 35 * minute); // it is 19:38
  contains(saidTo('mo'), 'Your duty ends at 20:00', 'What you have then, nobody has, and it rings');
  lacks(saidTo('ana'), 'Nobody has this case now');
});

it('When the duty ends nobody has their cases: the card says so, one notice speaks of the ordinary ones, and an urgent one rings', async () => {
  const before = inChat('ana').length;
  await machine.pass(25 * minute);
  for (const reference of [ordinary, urgent]) contains(text(caseCard(reference)), /nobody has taken it/);
  const heard = inChat('ana').slice(before).map(text);
  contains(
    heard.find((each) => each.includes('Nobody has this case now')),
    ordinary,
    'Mo Hussain is off duty now',
  );
  expect(heard.some((each) => each.includes(urgent))).toBe(true);
  lacks(heard.join('\n'), 'Girl', 'burn');
});

it('What they take after their duty stays theirs, and a colleague’s case is left alone', async () => {
  await takes('mo', ordinary);
  await takes('ana', urgent);
  await machine.pass(hour);
  contains(text(caseCard(ordinary)), 'taken by Mo Hussain');
  contains(text(caseCard(urgent)), 'taken by Ana Silva');
});

it('Who has left the channel has no case any more', async () => {
  roster = mashMembers.filter(({ objectId }) => objectId !== profiles.mo.objectId);
  const team = { team: { id: referrals.id }, eventType: 'teamMemberRemoved', tenant: { id: tenantId } };
  await world.acts('ana', { type: 'conversationUpdate', channelData: team as never }, true);
  await machine.pass(hour + 10 * minute);
  contains(text(caseCard(ordinary)), 'nobody has taken it');
  contains(saidTo('ana'), 'Mo Hussain has left the MASH channel');
});

describe('an urgent case that is handed over with a shift', () => {
  const { told, machine, types, presses, acts, caseCard, refers, inChat } = aProgram();
  const rings = () =>
    told.filter(({ to, message }) => to === 'a:ana' && 'alert' in message && message.alert === true).length;

  /** Mo has one urgent case, and hands it to Ana. @returns its reference, and how often Ana was rung before */
  async function handsOver() {
    const reference = await refers({ danger: 'Yes, now' });
    await presses('mo', caseCard(reference) ?? {}, 'Take this referral', {}, 'channel');
    const at = '<at>MASH Referrals</at>';
    const channelData = { tenant: { id: tenantId }, team: { id: mashTeam.id }, channel: { id: referrals.id } };
    const typed = { type: 'message', text: `${at} shift`, entities: [{ type: 'mention', text: at }], channelData };
    const [asked = {}] = (await acts('mo', typed, true)).slice(-1);
    const shift = await presses('mo', asked, 'Show my shift', {}, 'channel');
    const before = rings();
    await presses('mo', shift, 'Hand mine over', { 'Who takes over': 'Ana Silva' }, 'channel');
    return { reference, before };
  }

  it('rings the colleague once', async () => {
    await types('ana', 'on duty until 23:00');
    const { reference, before } = await handsOver();
    await machine.pass(8000);
    expect(rings() - before).toBe(1);
    await presses('ana', caseCard(reference) ?? {}, 'Take this referral', {}, 'channel');
  });

  it('says to the referrer that nobody has it until the colleague takes it, and then who', async () => {
    const { reference } = await handsOver();
    const saidOf = () =>
      inChat('jane')
        .map(text)
        .findLast((each) => each.startsWith(reference) && /has it|had it/.test(each));
    await machine.pass(2000);
    contains(saidOf(), /Nobody had it at \d\d:\d\d/, '0300 123 4043');
    lacks(saidOf(), 'Mo Hussain has it');
    await presses('ana', caseCard(reference) ?? {}, 'Take this referral', {}, 'channel');
    await machine.pass(2000);
    contains(saidOf(), 'Ana Silva has it since');
  });

  it('Danger that is typed a second later rings the colleague all the same', async () => {
    const { reference, before } = await handsOver();
    await machine.pass(1000);
    await types('jane', `${reference} he has a knife and he is here now`);
    await machine.pass(3000);
    expect(rings() - before).toBeGreaterThan(1);
  });
});

describe('the referrer of an urgent case', () => {
  const shown = new Map<string, string>();
  const shows = (to: string, id: string, card: Card) => shown.set(`${to} ${id}`, summaryOf(card));
  const program = aProgram({
    tellsThrough: (teams) => ({
      ...teams,
      async send(at, to, message) {
        const id = await teams.send(at, to, message);
        if ('card' in message) shows(to, id, message.card);
        return id;
      },
      async update(at, to, id, card) {
        await teams.update(at, to, id, card);
        shows(to, id, card);
      },
    }),
  });
  const { machine, types, presses, caseCard, refers } = program;
  let reference: string;
  const moTakes = () => presses('mo', caseCard(reference) ?? {}, 'Take this referral', {}, 'channel');
  const now = () => [...shown.values()].filter((summary) => summary.startsWith(`Referral ${reference}: `)).join('\n');
  const ringNow = 'please ring 0300 123 4043';

  it('is told to ring, and once somebody has it, reads that in the same place', async () => {
    await types('mo', 'on duty until 20:00');
    reference = await refers({ danger: 'Yes, now' });
    await machine.pass(31 * minute);
    contains(now(), ringNow);
    await moTakes();
    await machine.pass(minute);
    contains(now(), 'the MASH has it');
    lacks(now(), ringNow);
  });

  it('reads at once that nobody has it any more after that duty, and is told to ring if nobody takes it', async () => {
    const from = program.told.length;
    await machine.pass(5 * hour + 31 * minute); // it is after 20:05
    contains(now(), 'nobody had it at 20:0', 'please ring now');
    lacks(now(), 'the MASH has it', ringNow);
    const [rang] = program.told
      .slice(from)
      .flatMap(({ to, message }) => (to === 'a:jane' && 'card' in message && message.alert ? [message.card] : []));
    contains(text(rang), /Nobody had it at 20:0\d/, 'Ring Children’s Services now', '0300 123 4043');
    await machine.pass(31 * minute);
    contains(now(), ringNow);
  });

  it('reads in the place of the newest such message that somebody has it again', async () => {
    await moTakes();
    await machine.pass(minute);
    contains(now(), 'the MASH has it');
    lacks(now(), ringNow);
  });
});
