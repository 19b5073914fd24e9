import { beforeAll, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { CaseId } from '../../src/base/reference.ts';
import { textOf } from '../../src/history/events.ts';
import { profiles, type Who } from '../fakes/people.ts';
import { findExecuteAction } from '../fakes/seeing.ts';
import type { Json } from '../fakes/wire.ts';
import { minute, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';
import { twoReferrals } from './two-referrals.ts';

type TwoReferrals = ReturnType<typeof twoReferrals>;

const referenceOn = (card: object) => JSON.stringify(card).match(/HT-\w{4}-\w{3}/)?.[0] ?? '';

/** How often each of these lines stands in a case: in its facts. */
async function standsIn({ services }: Pick<TwoReferrals, 'services'>, reference: string, ...lines: string[]) {
  const record = await services.cases.load(reference as CaseId);
  const added = (record?.events ?? []).flatMap((event) =>
    event.type === 'InformationAdded' ? [record?.facts.texts[textOf.information(event.number)]] : [],
  );
  return lines.map((each) => added.filter((words) => words === each).length);
}

/** Jane begins a check beside her two referrals. @returns its reference */
async function beginsCheck({ types, presses }: Pick<TwoReferrals, 'types' | 'presses'>): Promise<string> {
  let card = await types('jane', 'start');
  if (titles(card).includes('Start a new one')) card = await presses('jane', card, 'Start a new one', {}, 'chat');
  else card = await types('jane', 'card');
  return referenceOn(findExecuteAction(card as Json, 'No'));
}

const danger = ['he has a knife', '999', 'hes hitting her now'];

describe('words of danger typed beside a check', () => {
  const world = twoReferrals();
  const { says, types, chat, machine, newest, written, channel, first } = world;
  let check = '';
  beforeAll(async () => {
    check = await beginsCheck(world);
  });

  it('“This check” takes none of them from the MASH: its cards say so and still show the words', async () => {
    const asked = await says(...danger, 'a red car');
    contains(text(await chat('jane', asked, 'This check')), 'Is the child in immediate danger');
    await machine.pass(3000);
    for (const card of [newest('mo'), channel().at(-1)?.card]) {
      contains(text(card), 'About a check that Jane Okafor has not sent yet', '4 messages');
      lacks(text(card), 'Nothing is left');
    }
    const shown = text(await types('mo', `words ${first()}`));
    contains(shown, 'About a check that Jane Okafor has not sent yet', ...danger, 'a red car');
    lacks(shown, 'Which one are they about?');
    contains(text(await types('mo', `about ${first()}`)), 'No words wait');
    expect(await standsIn(world, first(), ...danger)).toEqual([0, 0, 0]);
  });

  it('What comes next has a card of its own, and asks which child', async () => {
    contains(text(await says('a dog')), 'Your words, 14:');
    contains(text(newest('mo')), 'Child not yet said', 'Words from Jane Okafor');
    lacks(text(newest('mo')), 'About a check');
    await types('jane', `about ${first()}`);
  });

  it('Once a check is with the MASH, each of them is news of that case, once', async () => {
    let card = await types('jane', 'go on');
    for (const title of ['Yes, now', 'I have phoned']) card = await chat('jane', card, title);
    await machine.pass(3000);
    expect(await standsIn(world, check, ...danger, 'a red car')).toEqual([1, 1, 1, 1]);
    contains(written(check).join(), ...danger, 'a red car');
    contains(text(channel().at(-1)?.card), 'It is said which child');
  });

  it('Those filed to a call that the MASH has stand in it, too', async () => {
    await says('they have a gun');
    contains(text(await types('jane', 'about this check')), 'Sent to the MASH');
    expect(await standsIn(world, check, 'they have a gun')).toEqual([1]);
  });
});

describe('a check that is deleted', () => {
  const world = twoReferrals();
  const { says, types, chat, machine, newest, channel, first } = world;

  it('leaves the words about it with the MASH, child not yet said, and its author hears that', async () => {
    await beginsCheck(world);
    await says('a Jasper knife');
    await types('jane', 'about this check');
    contains(text(await says('delete', 'delete it')), 'The MASH keeps the words');
    contains(text(newest('mo')), 'The check was deleted', 'Child not yet said');
    contains(text(await types('mo', `words ${first()}`)), 'a Jasper knife', 'The check was deleted');
    contains(text(await types('mo', `about ${first()}`)), 'It is said which child', first());
    await machine.pass(1000);
    expect(await standsIn(world, first(), 'a Jasper knife')).toEqual([1]);
  });

  it('A practice check takes no words from the MASH either', async () => {
    await types('jane', 'practice');
    await chat('jane', await says('a purple van'), 'Only practice');
    await machine.pass(3000);
    contains(text(newest('mo')), 'Only practice, says Jane Okafor');
    contains(text(await types('mo', `words ${first()}`)), 'a purple van');
  });

  it('The words go with the practice, unless a member of the MASH has said that they are about a child', async () => {
    await chat('jane', await says('a yellow Opal van'), 'Only practice');
    await chat('mo', await types('mo', `words ${first()}`), first(), { 'Which messages?': ['Message 2'] });
    await types('jane', 'delete this draft');
    contains(text(await says('delete it')), 'leave the MASH, too');
    contains(
      channel()
        .map(({ card }) => text(card))
        .join(),
      'No words wait',
    );
    contains(text(await types('mo', `words ${first()}`)), 'No words wait');
    const jane = await world.services.people.load(StaffId.parse(profiles.jane.objectId));
    lacks(JSON.stringify(jane), 'van');
    expect(await standsIn(world, first(), 'a yellow Opal van')).toEqual([1]);
  });
});

describe('many lines filed at once', () => {
  const world = twoReferrals();
  const { says, types, machine, told, first, second } = world;
  const lines = Array.from({ length: 18 }, (_, number) => `line ${number}`);
  const all = [...lines, 'he has a knife', 'they leave at 4 today', 'they leave at 3.30 today'];
  const sentTo = (who: Who, from: number, words: string) =>
    told.slice(from).flatMap(({ to, message }) => {
      const isTheirs = to.startsWith(`a:${who}`) || to.startsWith(`a:${profiles[who].id}`);
      return isTheirs && 'card' in message && message.alert !== undefined && text(message.card).includes(words)
        ? [{ rings: message.alert, words: text(message.card) }]
        : [];
    });
  const rang = (who: Who, from: number, reference: string) =>
    sentTo(who, from, `${reference}\n`).filter(({ rings }) => rings).length;

  it('stand in the case once each, when two say the child at the same time, and each of the others is rung once', async () => {
    await types('ana', 'on duty');
    await says(...all);
    const from = told.length;
    await Promise.all([types('mo', `about ${first()}`), types('jane', `about ${first()}`)]);
    await machine.pass(3 * minute);
    expect(await standsIn(world, first(), ...all)).toEqual(all.map(() => 1));
    const news = sentTo('ana', from, 'NEW INFORMATION');
    expect(news.map(({ rings }) => rings)).toEqual([false]); // the alarm of the case rings
    expect(rang('ana', from, first())).toBe(1);
    contains(news[0]?.words ?? '', /2[01] times/); // what puts a time right may come by itself
    expect(sentTo('jane', from, 'Is the time right?').length).toBe(1);
  });

  it('ring nobody who filed them', async () => {
    await types('ana', `I have read it ${first()}`);
    await says('he has a gun', 'a hat');
    const from = told.length;
    await types('mo', `about ${second()}`);
    await machine.pass(3 * minute);
    expect(sentTo('mo', from, 'NEW INFORMATION')).toEqual([]);
    expect(sentTo('ana', from, 'NEW INFORMATION').map(({ rings }) => rings)).toEqual([false]);
    expect(rang('ana', from, second())).toBe(1);
  });
});

describe('a program that ends while words are filed', () => {
  const world = twoReferrals();
  const { says, machine, services, first } = world;
  const jane = StaffId.parse(profiles.jane.objectId);
  const said = { into: CaseId.parse('HT-0000-000'), by: jane, name: 'Jane Okafor' };

  it('puts them into their case when it runs again, once, and loses none where that case can take none', async () => {
    await says('a red car', 'a dog');
    const files = (into: CaseId) =>
      services.people.change(jane, (person) => ({
        ...person,
        unfiled: person.unfiled?.map((words) => ({ ...words, filed: { ...said, into } })),
      }));
    await files(said.into);
    await machine.pass(3000);
    expect((await services.people.load(jane)).unfiled?.map(({ filed }) => filed)).toEqual([undefined, undefined]);
    const filed = await files(CaseId.parse(first()));
    await machine.pass(3000);
    await services.people.change(jane, () => filed); // it ended before they left the record of their author
    await machine.pass(3000);
    expect(await standsIn(world, first(), 'a red car', 'a dog')).toEqual([1, 1]);
    expect((await services.people.load(jane)).unfiled).toEqual([]);
  });
});
