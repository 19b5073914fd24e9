import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseId } from '../../src/base/reference.ts';
import type { Card } from '../../src/cards/parts.ts';
import { headingsIn, textIn } from '../fakes/card.ts';
import type { Filled } from '../fakes/filling-in.ts';
import { inProcess } from '../fakes/in-process.ts';
import { profiles, referrals, type Who } from '../fakes/people.ts';
import type { Json } from '../fakes/wire.ts';
import { sendsReferral, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

const text = (card: Card | undefined): string => (card ? textIn(card as Json) : '');
const facts = /Zircon|Topaz|Jane|01632|burn/i;

/** The program and its people from this moment on. */
function aProgram(start: string) {
  const told: { at: string; to: string; card: Card; alert: boolean; isNew: boolean; id?: string }[] = [];
  const world = inProcess(start, {
    tellsThrough: (teams) => ({
      ...teams,
      async post(url, to, tenant, card, alert = false) {
        told.push({ at: world.machine.now(), to, card, alert, isNew: true });
        return teams.post(url, to, tenant, card, alert);
      },
      async send(url, to, message) {
        if ('card' in message)
          told.push({ at: world.machine.now(), to, card: message.card, alert: message.alert === true, isNew: true });
        return teams.send(url, to, message);
      },
      async update(url, to, id, card) {
        told.push({ at: world.machine.now(), to, card, alert: false, isNew: false, id });
        return teams.update(url, to, id, card);
      },
    }),
  });
  const { machine } = world;
  beforeAll(async () => {
    await world.starts();
    for (const who of ['mo', 'ana', 'dee'] as const) await world.types(who, 'hi');
  });
  afterAll(() => world.ends());
  const isTo = (who: Who, to: string) => to === `a:${who}` || to === `a:${profiles[who].id}`;
  const inChat = (who: Who) => told.flatMap(({ to, card }) => (isTo(who, to) ? [card] : []));
  const inChannel = () => told.flatMap(({ to, card }) => (to.startsWith(referrals.id) ? [card] : []));
  /** The newest card in this chat that says these words. */
  const card = (who: Who, words: string) => inChat(who).findLast((each) => text(each).includes(words));
  return {
    ...world,
    inChat,
    card,
    /** Lets time pass until this time of the day in winter, when London has the time of UTC. The clock ticks for three seconds of each minute. */
    async until(time: string) {
      const left = () =>
        (Date.parse(`${machine.now().slice(0, 11)}${time}:00.000Z`) - Date.parse(machine.now()) + 86_400_000) %
        86_400_000;
      await machine.settle();
      for (const end = Date.parse(machine.now()) + left(); Date.parse(machine.now()) < end; ) {
        if (left() >= 60_000) await machine.jump(57_000);
        await machine.pass(Math.min(left(), 3000));
      }
      await machine.settle();
    },
    caseCard: (reference: string) =>
      inChannel().findLast((each) => headingsIn(each as Json).includes(reference) && titles(each).includes('More')),
    line: (reference: string, title: string) =>
      inChannel().findLast((each) => String(each.fallbackText) === `${reference}: ${title}`),
    /** This person answers the newest ask about this case. */
    answers: (who: Who, reference: string, title: string, inputs: Filled = {}) => {
      const ask = inChat(who).findLast((each) =>
        String(each.fallbackText).startsWith(`URGENT ${reference}: is the child safe?`),
      );
      return world.presses(who, ask ?? {}, title, inputs, 'chat');
    },
    inOwnChat: (who: Who, on: Card | undefined, title: string, inputs: Filled = {}) =>
      world.presses(who, on ?? {}, title, inputs, 'chat'),
    refers: (who: Who, child: Record<string, string> = {}, danger = 'No') =>
      sendsReferral(world, who, { danger, child }),
    /** What each changed message in this chat said, one change after the other. */
    changes: (who: Who) => {
      const changed = told.flatMap(({ to, id, card }) => (id && isTo(who, to) ? [{ id, words: text(card) }] : []));
      return [...Map.groupBy(changed, ({ id }) => id).values()].map((all) => all.map(({ words }) => words));
    },
    /** Every new message to a person or the channel: when, to whom, whether it rings, and what a lock screen shows. */
    messages: (names: Record<string, string>): string[] => {
      const people = ['mo', 'ana', 'dee', 'jane', 'tom'] as const;
      const lines = told.flatMap(({ at, to, card: { fallbackText }, alert, isNew }) => {
        const who = people.find((person) => isTo(person, to)) ?? 'channel';
        const words = Object.entries(names).reduce(
          (all, [reference, name]) => all.replaceAll(reference, name),
          String(fallbackText),
        );
        return isNew ? [{ when: at.slice(11, 16), who, words: alert ? words : `(${words})` }] : [];
      });
      const same = Map.groupBy(lines, ({ when, words }) => `${when} ${words}`);
      return [...same.values()].map(
        (all) => `${all[0]?.when} ${all.map(({ who }) => who).join(', ')}: ${all[0]?.words}`,
      );
    },
  };
}

describe('a night with one missing child, and one who leaves', () => {
  const night = aProgram('2026-11-24T18:00:00.000Z');
  const { until, types, card, inOwnChat, answers } = night;
  let missing: string;
  let leaving: string;

  beforeAll(async () => {
    await night.acts('mo', { type: 'message', text: 'on duty until 08:00' });
    await until('18:05');
    missing = await night.refers('jane');
    await until('18:10');
    await types('jane', `missing ${missing}: not yet, gone since 17:30`);
    await until('18:12');
    await inOwnChat('mo', card('mo', 'CHILD MISSING'), 'I am on it');
    await types('mo', `I have read it ${missing}`);
    await until('18:43');
    await answers('mo', missing, 'Still on it');
    await until('19:00');
    await types('jane', `missing ${missing}: the police were told, reference HC-1`);
    await until('19:02');
    await types('mo', `I have read it ${missing}`);
    await until('19:14');
    const more = await night.presses('mo', night.caseCard(missing) ?? {}, 'More');
    const form = await night.presses('mo', more, 'Police informed');
    await night.presses('mo', form, 'Record it', { 'When were': '18:55', 'Police reference': 'HC-1' });
    await until('19:15');
    leaving = await night.refers('tom', { 'When will they next': 'at 20:00' });
    await until('19:40');
    await types('mo', `I am on it ${leaving}`);
    await until('19:51');
    await answers('mo', leaving, 'Still on it');
    await until('20:05');
    await types('mo', `child is safe ${leaving}: seen by PC Ali at 20:01`);
    await until('20:45');
    await answers('mo', missing, 'Still on it');
    await until('22:47');
    await answers('mo', missing, 'Still on it');
    await until('23:30');
    await types('jane', `found ${missing}: at her aunt's`);
    await until('23:32');
    await types('mo', `I have read it ${missing}`);
    await until('23:40');
    await inOwnChat('mo', card('mo', 'The child is FOUND'), 'The child is safe');
    await types('mo', `child is safe ${missing}: PC Ali saw her at 23:35`);
    await until('08:00');
  }, 120_000);

  // In brackets: without a sound.
  it('sends the MASH these messages, and no others', () => {
    const all = night.messages({ [missing]: 'M', [leaving]: 'L' });
    const atEight = all.splice(-2); // both cases lose their holder in the same moment of virtual time: either may come first
    expect(atEight.sort()).toEqual(['08:00 channel: (L: Nobody has it now)', '08:00 channel: (M: Nobody has it now)']);
    expect(all).toEqual([
      '18:05 channel: (New referral M, decision due 18:05 Wed)',
      '18:05 channel: (M: Written referral, 1 of 1)',
      '18:10 mo, ana: URGENT M: CHILD MISSING, said 18:10 Tue',
      '18:10 channel: M: CHILD MISSING, says the referrer',
      '18:12 jane: (Referral M: the MASH has it)',
      '18:12 channel: (M: Taken)',
      '18:12 channel: (M: New information read)',
      '18:42 mo: URGENT M: is the child safe? Asked at 18:42',
      '18:43 channel: (M: Still on it)',
      '19:00 mo: URGENT M: CHILD MISSING, said 18:10 Tue', // the police have a reference, says Jane; Ana is not on duty
      '19:00 channel: M: CHILD MISSING: whether the police know, says the referrer',
      '19:02 channel: (M: New information read)',
      '19:13 mo: URGENT M: is the child safe? Asked at 19:13',
      '19:14 channel: (M: Police informed)', // now the MASH says so, too
      '19:15 channel: URGENT: new referral L, act before 20:00 Tue',
      '19:15 channel: (L: Written referral, 1 of 1)',
      '19:15 mo: URGENT L: act before 20:00 Tue',
      '19:30 mo, ana, dee: URGENT L: act before 20:00 Tue',
      '19:30 channel: L: URGENT. Nobody has it. Telling: all managers and the escalation contact',
      '19:40 tom: (Referral L: the MASH has it)',
      '19:40 channel: (L: Taken)',
      '19:50 mo: URGENT L: is the child safe? Asked at 19:50',
      '19:51 channel: (L: Still on it)',
      '20:00 mo: URGENT L: is the child safe? Asked at 20:00',
      '20:03 mo, ana, dee: URGENT L: is the child safe? Asked at 20:03',
      '20:03 channel: (L: Is the child safe? Nobody has answered. Asking all managers and the escalation contact)',
      '20:05 channel: (L: The child is safe)',
      '20:43 mo: URGENT M: is the child safe? Asked at 20:43', // two hours after the last answer
      '20:45 channel: (M: Still on it)',
      '22:45 mo: URGENT M: is the child safe? Asked at 22:45',
      '22:47 channel: (M: Still on it)',
      '23:30 mo, ana: URGENT M: said to be found 23:30 Tue, not confirmed',
      '23:30 channel: (M: The child is found, says the referrer)',
      '23:32 channel: (M: New information read)',
      '23:40 channel: (M: The child is safe)',
      '06:05 mo: 2 referrals undecided', // both children are safe
      '07:30 mo: Your duty ends at 08:00',
      '08:00 ana: M: nobody has it now',
    ]);
  });

  it('An answer about the police is no second report: the alert says since when the child is missing, and since when that is known', () => {
    const alert = night.inChat('mo').find((each) => text(each).includes('of the police:'));
    contains(
      text(alert),
      'CHILD MISSING, says the referrer\nSaid at 18:10, Tue 24 Nov\nMissing since 17:30, Tue 24 Nov, read from their words\nSince 19:00, Tue 24 Nov, of the police:\nThe police were told, says the referrer.',
    );
  });

  it('An earlier message points to the later one, and from then on stays as it is', () => {
    const pointing = night.changes('mo').filter((all) => all.some((words) => words.includes('A later message here')));
    expect(pointing.length).toBeGreaterThan(4);
    for (const all of pointing) expect(all.slice(0, -1).join()).not.toContain('A later message here');
  });
});

describe('“Is the child safe?”', () => {
  const world = aProgram('2026-11-24T14:00:00.000Z');
  const { until, types, card, inChat, inOwnChat, answers, line, caseCard } = world;
  const reads = async () => (await world.services.reads.of(reference as CaseId)).map(({ by, how }) => [by, how]);
  const ask = (who: Who, reference: string) =>
    inChat(who).findLast((each) => String(each.fallbackText).startsWith(`URGENT ${reference}: is the child safe?`));
  let reference: string;

  beforeAll(async () => {
    reference = await world.refers('jane');
    await types('jane', `missing ${reference}: not yet`);
    await until('14:05');
    await types('mo', `I am on it ${reference}`);
    await until('14:06');
  });

  it('The alert of a missing child says who is on it, also where it came before somebody was', async () => {
    contains(text(card('ana', 'Mo Hussain has it, since 14:05')), 'CHILD MISSING');
    expect(titles(card('ana', 'Mo Hussain has it, since 14:05'))).toEqual(['Open in channel']);
    await types('jane', `missing ${reference}: the neighbour looks for her`);
    await until('14:07');
    contains(text(card('ana', 'CHILD MISSING, says the referrer')), 'Mo Hussain is on it since 14:05');
  });

  it('Who is on it is asked with the reference, the times and the kind of worry, and no fact of the child', async () => {
    await until('14:35');
    const asked = ask('mo', reference);
    contains(text(asked), 'Is the child safe?', 'CHILD MISSING, said 14:00', 'You are on it.');
    expect(titles(asked)).toEqual(['Open in channel', 'The child is safe', 'Still on it', 'I need others']);
    expect(asked?.fallbackText).toBe(`URGENT ${reference}: is the child safe? Asked at 14:35`);
    lacks(JSON.stringify(asked), facts);
    expect(ask('ana', reference)).toBeUndefined();
    contains(text(caseCard(reference)), 'At 14:35 I asked Mo Hussain whether the child is safe. No answer yet.');
  });

  it('“Still on it” keeps what is done and until when, and the bot asks again then', async () => {
    const answered = await answers('mo', reference, 'Still on it', {
      'What is done': 'Topaz unit is there, until 14:50',
    });
    contains(text(answered), 'You have it, since 14:05', 'I ask whether the child is safe at 14:50');
    lacks(JSON.stringify(answered), facts);
    await until('14:36');
    contains(text(line(reference, 'Still on it')), 'Topaz unit is there, until 14:50', 'Mo Hussain, 14:35');
    contains(text(caseCard(reference)), 'Mo Hussain, 14:35: Topaz unit is there, until 14:50');
    contains(text(caseCard(reference)), 'taken by Mo Hussain, 14:05, still on it 14:35');
    lacks(text(caseCard(reference)), 'is on it since');
    await until('14:50');
    expect(ask('mo', reference)?.fallbackText).toContain('Asked at 14:50');
  });

  it('An ask that nobody answers goes to who is on duty, and then to everybody and the thread', async () => {
    await until('14:53');
    contains(text(ask('ana', reference)), 'Nobody has answered.', 'Mo Hussain is on it since 14:35');
    expect(ask('dee', reference)).toBeUndefined();
    await until('15:00');
    contains(text(ask('dee', reference)), 'Nobody has answered.');
    contains(
      text(line(reference, 'Is the child safe? Nobody has answered. Asking all managers and the escalation contact')),
      'Mo Hussain is on it since 14:35',
    );
  });

  it('“I need others” rings everybody else at once, and says who asks', async () => {
    const before = inChat('mo').length;
    const answer = text(await types('mo', `I need others ${reference}: two officers at the Topaz ward`));
    contains(answer, 'Mo Hussain needs others since 15:00. All managers and the escalation contact are rung.');
    await until('15:01');
    for (const who of ['ana', 'dee'] as const) {
      const help = card(who, 'Mo Hussain needs others. Ring them now.');
      expect(help?.fallbackText).toBe(`URGENT ${reference}: others are needed. Asked at 15:00`);
      contains(text(help), 'Mo Hussain is on it since');
      expect(titles(help)).toEqual([
        ...[
          'Open in channel',
          'The child is safe',
          'Still on it',
          'I need others',
          'What is needed?',
          'Show the number',
        ],
      ]);
      lacks(JSON.stringify(help), facts);
    }
    const needed = await inOwnChat('ana', card('ana', 'Mo Hussain needs others. Ring them now.'), 'What is needed?');
    contains(text(needed), 'Mo Hussain needs, 15:00:', 'two officers at the Topaz ward', 'Ring Mo Hussain.');
    lacks(String(needed.fallbackText), facts);
    expect(await reads()).toEqual([[profiles.ana.objectId, 'show-needed']]);
    lacks(inChat('ana').map(text).join(), 'officers'); // it answers the press alone
    contains(
      text(line(reference, 'Others are needed. All managers and the escalation contact are rung')),
      'two officers',
    );
    lacks(inChat('mo').slice(before).map(text).join(), 'Ring them now');
    contains(
      text(line(reference, 'Others are needed. All managers and the escalation contact are rung')),
      'Mo Hussain',
    );
  });

  it('A colleague who answers is on it from then on, and is asked next', async () => {
    await types('ana', `still on it ${reference}: on my way`);
    await until('15:02');
    contains(text(card('mo', 'is on it since 15:01')), 'Ana Silva is on it since 15:01');
    await until('15:31');
    expect(ask('ana', reference)?.fallbackText).toContain('Asked at 15:31');
  });

  it('“The child is safe” asks who saw the child and when, and ends the asks', async () => {
    const form = await answers('ana', reference, 'The child is safe');
    lacks(JSON.stringify(form), facts);
    const again = await inOwnChat('ana', form, 'Record it', { Who: 'PC Topaz' });
    contains(text(again), 'Say when they saw the child.');
    const done = await inOwnChat('ana', again, 'Record it', { When: '15:20' });
    contains(text(done), 'The child is safe, says Ana Silva');
    lacks(JSON.stringify(done), facts);
    await until('15:40');
    contains(text(line(reference, 'The child is safe')), 'Safe at 15:20, Tue 24 Nov, seen by PC Topaz', 'Ana Silva');
    contains(text(caseCard(reference)), 'Safe at 15:20, Tue 24 Nov, seen by PC Topaz');
    lacks(text(caseCard(reference)), 'CHILD MISSING', 'URGENT');
    const asked = inChat('ana').length + inChat('mo').length;
    await until('18:00');
    expect(inChat('ana').length + inChat('mo').length).toBe(asked);
  });

  it('Who referred the child cannot answer for the MASH: their words are a report', async () => {
    lacks(text(await types('jane', `the child is safe ${reference}: with me now`)), 'says Jane');
    expect(inChat('jane').map(text).join()).not.toMatch(/The child is safe, says/);
  });

  it('It is asked again when the child is missing again, and answered in the channel, under More', async () => {
    await types('jane', `missing ${reference}: gone again`);
    await until('18:31');
    expect(ask('ana', reference)?.fallbackText).toContain('Asked at 18:30');
    const form = await world.presses(
      'mo',
      await world.presses('mo', caseCard(reference) ?? {}, 'More'),
      'The child is safe',
    );
    await world.presses('mo', form, 'Record it', { Who: 'Her aunt', When: '18:25' });
    await until('18:32');
    contains(text(line(reference, 'The child is safe')), 'Safe at 18:25, Tue 24 Nov, seen by Her aunt', 'Mo Hussain');
    contains(text(card('ana', 'The child is safe')), 'The child is safe, says Mo Hussain');
  });
});

describe('words of danger beside “Still on it”', () => {
  const world = aProgram('2026-11-24T14:00:00.000Z');
  const { until, types, card, line, answers, caseCard } = world;

  it('bring the MASH no numbers for a referrer: they stand in the case, and colleagues on duty read of them without a sound', async () => {
    for (const who of ['mo', 'ana'] as const) await types(who, 'on duty');
    const reference = await world.refers('jane');
    await types('jane', `missing ${reference}: not yet`);
    await until('14:05');
    await types('mo', `I am on it ${reference}`);
    await until('14:36');
    const answer = text(
      await answers('mo', reference, 'Still on it', { 'What is done': 'he is here now with a knife' }),
    );
    lacks(answer, 'Can’t speak?', '0300');
    await until('14:37');
    contains(text(line(reference, 'Still on it')), 'he is here now with a knife', 'may speak of danger');
    contains(text(caseCard(reference)), 'he is here now with a knife');
    const noted = card('ana', 'Mo Hussain wrote what may be danger');
    contains(String(noted?.fallbackText), `URGENT ${reference}`);
    lacks(JSON.stringify(noted), /knife/);
    const sounded = world.told.filter(({ message }) => 'card' in message && message.card === noted && message.alert);
    expect(sounded).toEqual([]);
    expect(card('mo', 'wrote what may be danger')).toBeUndefined();
    await until('14:40');
    lacks(text(await types('mo', `still on it ${reference}: he has a knife`)), 'Can’t speak?');
  });
});
