/** @jest-environment-options {"ownSamples": true} */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aWorld } from '../conversations/a-world.ts';
import { arrives, asksAtDesk, caseCard, decides, receipt } from '../conversations/walks.ts';
import { general, profiles, referrals } from '../fakes/people.ts';
import { type Activity, cardOf, isJson, type Json } from '../fakes/wire.ts';
import { overhear } from './overheard.ts';
import { stringsIn } from './strings.ts';

/** A display name that somebody may choose in Teams. */
const hostile = '[Approve](https://evil.example) **x** {{DATE(2020-01-01T00:00:00Z, SHORT)}}';

// A display name with a link, Markdown and a date in it

for (const who of ['jane', 'tom', 'mo', 'pat', 'ana', 'ash'] as const)
  Object.assign(profiles[who], { name: `${hostile} ${who}` });
const world = aWorld();
const { jane, mo, pat, ana, ash, tom } = world;
let answers: ReturnType<typeof overhear>;
beforeAll(async () => {
  answers = overhear();
  const reference = await arrives(world, jane);
  const card = caseCard(mo, reference);
  await card.presses('Take this referral', 'More', 'Hand to…');
  await card.presses('Hand over', { 'Who takes it over': colleague(card.sees().json, profiles.ana.objectId) });
  for (const words of ['mine', 'board', 'open', 'on call', 'rota', `find ${reference}`]) {
    await ana.mentions(words);
    await pat.mentions(words);
  }
  for (const words of ['on duty until 20:00', 'on call', 'off duty']) await mo.says(words);
  world.teams.members.add(profiles.ash);
  await (await asksAtDesk(ash, 'set up')).presses('Set up');
  world.teams.members.delete(profiles.ash);
  await jane.says(`hand over ${reference}`);
  const code = /take over \S+ (\d{3} \d{3})/.exec(JSON.stringify(jane.chat()))?.[1];
  await tom.says(`take over ${reference} ${code}`);
  await tom.presses('I take it over', { 'Phone, for the MASH': '0300 123 4042' });
  await decides(ana, reference);
  await world.until(() => receipt(tom, reference).has('Decided'), 20_000).catch(() => undefined);
  answers.end();
});
afterAll(() => answers.end());

const colleague = (card: Json, id: string): string =>
  [...stringsIn(card)].find(({ holder, key }) => key === 'title' && holder.value === id)?.text ?? '';
const sent = (): Activity[] =>
  [...Object.values(profiles).map((who) => world.teams.chatWith(who)), referrals.id, general.id]
    .flatMap((id) => world.teams.messages(id))
    .flatMap(({ versions }) => versions.map(({ activity }) => activity));
const cards = (): Json[] => [...sent().flatMap((each): Json[] => [cardOf(each)].filter(isJson)), ...answers.cards()];

it('A hostile display name appears unchanged in plain text runs and nowhere else', () => {
  const places = [...stringsIn(cards())]
    .filter(({ text }) => /\]\(https|\*\*x|\{\{/.test(text))
    .map(({ holder, key }) => `${holder.type}.${key}`);
  expect([...new Set(places)]).toEqual(['TextRun.text']);
  expect(places.length).toBeGreaterThan(20);
});

it('A hostile display name in the title of a choice has lost every character that makes a link or bold text', () => {
  const titles = [...stringsIn(cards())].filter(({ key, text }) => key === 'title' && text.includes('evil.example'));
  const hostileTitles = new Set(titles.map(({ text }) => text));
  expect(hostileTitles.size).toBeGreaterThan(2);
  for (const title of hostileTitles) expect(title).not.toMatch(/[[\]*_`~<>{}]/);
});

it('A hostile display name contains no date that a client would expand', () => {
  const runs = [...stringsIn(cards())].filter(({ key }) => key === 'text');
  expect(runs.filter(({ text }) => /\{\{\s*(DATE|TIME)/i.test(text))).toEqual([]);
});
