import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { choiceLabel, fieldOf, type Warning } from '../../src/protocol/pack.ts';
import { beginsCheck, caseCard, decides, inChat } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { choices, inputsIn } from '../fakes/card.ts';
import { agencies, bases, fields, lists, listsRequirement, printed, statements, warnings } from './catalogue.ts';
import { type CardShown, fieldIn, type Walked, walk } from './walking.ts';

// Walks through the real conversation: one for each agency with everything filled in, and some with everything left
// empty.

const pack = loadPack();

// The protocol, in the conversation itself

let world: World;
const full: Walked[] = [];
const empty: Walked[] = [];
const elsewhere: CardShown[] = [];
const cards = () => [...full, ...empty].flatMap(({ shown }) => shown).concat(elsewhere);
const at = (place: string) => cards().filter((each) => each.place === place);

beforeAll(async () => {
  world = await startWorld({
    pack: { extends: 'hertfordshire-2016', clocks: { idleDraft: { remind: ['PT2S'] } } },
  });
  const { jane, mo, sid, tom } = world;
  const keep = (place: string, { sees }: Pick<typeof jane, 'sees'>) => elsewhere.push({ place, card: sees() });
  await (await beginsCheck(sid)).presses('No'); // and then leaves the draft idle
  await jane.says('hi');
  keep('welcome', jane);
  await jane.says('before you speak');
  keep('speaking', jane);
  await jane.says('contacts');
  keep('contacts', jane);
  for (const agency of agencies) full.push(await walk(tom, agency, 'everything filled in', { pack, world }));
  // The other agencies have no field of their own that the protocol asks for.
  for (const agency of ['health', 'education', 'police'])
    empty.push(await walk(jane, agency, 'everything left empty', { pack, world }));
  const reference = full[0]?.reference ?? '';
  const shared = caseCard(mo, reference);
  await shared.presses('Everything');
  keep('everything', shared);
  await shared.presses('Back to the card');
  await shared.presses('Record decision');
  keep('decision', shared);
  await shared.presses('Cancel');
  await decides(mo, reference);
  const arrives = (person: typeof jane, words: string) =>
    world.until(() => ({ card: inChat(person, words).sees() })).then(({ card }) => card);
  elsewhere.push({ place: 'disagree', card: await arrives(tom, 'The MASH has decided') });
  elsewhere.push({ place: 'nudge', card: await arrives(sid, 'Your check is not sent') });
}, 600_000);
afterAll(() => world.stop());

it('The log says who opened “Everything” of which case, and nothing of its contents', () => {
  const read = world.log.filter((line) => /"event":"case.Read".*"kind":"everything"/.test(line));
  expect(read).toHaveLength(1);
  expect(JSON.parse(read[0] ?? '{}')).toMatchObject({ ref: full[0]?.reference, by: world.mo.profile.objectId });
});

it.each(agencies)(
  'A referral by the agency %s reaches the MASH channel as a card with its agency and buttons',
  (agency) => {
    const { reference = 'NONE', given } = full.find((each) => each.agency === agency) ?? {};
    const { text, buttons, headings } = caseCard(world.mo, reference).sees();
    expect(headings).toEqual([reference]);
    const label = choiceLabel(pack, 'agency', agency);
    // for a child in care, the organisation is left out
    expect(text).toContain(given?.get('care') === 'Yes' ? `\n${label}\n` : `(${label})`);
    expect(buttons).toContain('Everything');
  },
);

it('The words about people of concern, one or several, are in the written referral', () => {
  const { label, short } = fieldOf(pack, 'people');
  expect(label).toMatch(/one person or several/i);
  for (const { given, written } of full) expect(written).toContain(`${short}\n${given.get('people')}`);
});

it.each(Object.entries(statements))(
  'Every statement %s is on a card, can be ticked as seen or as suspected, and reaches the MASH',
  (kind, count) => {
    const all = pack.groups.flatMap((group) => group.statements);
    const own = all.filter(({ id }) => id.startsWith(kind));
    expect(own.map(({ id }) => Number(id.slice(1))).sort((a, b) => a - b)).toEqual(
      Array.from({ length: count }, (_, index) => index + 1),
    );
    for (const { id, text, onCard = text } of own) {
      for (const { shown, written } of [...full, ...empty]) {
        const listed = shown.filter(({ card }) => boxesWith(card, id).length > 0);
        expect({ id, cards: listed.length }).toEqual({ id, cards: 1 });
        expect(listed.map(({ card }) => boxesWith(card, id))).toEqual([['seen', 'suspected']]);
        expect(listed[0]?.card.text).toContain(onCard);
        if (full.some((each) => each.written === written)) expect(written).toContain(text.replace(/\.$/, ''));
      }
    }
  },
);

/** The boxes of a card in which this statement can be ticked. */
const boxesWith = ({ json }: CardShown['card'], statement: string) =>
  inputsIn(json)
    .filter((input) => ['seen', 'suspected'].includes(fieldIn(input)))
    .filter((input) => choices(input).some(({ value }) => value === statement))
    .map(fieldIn);

it.each(fields)('The item %s is asked, and its answer is in the written referral', (requirement) => {
  const asked = pack.fields.filter((field) => field.requirement === requirement);
  expect(asked).not.toEqual([]);
  for (const { id, short, printed = short, label, ifAgreed = label } of asked) {
    const walks = full.filter(({ given }) => given.has(id));
    expect({ id, walks: walks.length > 0 }).toEqual({ id, walks: true });
    for (const { given, shown, written } of walks) {
      // it could reveal where a child in care lives
      const mayBeHome = id === 'organisation' && given.get('care') === 'Yes';
      const told = mayBeHome ? 'Left out: the child is in care' : given.get(id);
      expect({ id, written }).toEqual({ id, written: expect.stringContaining(`${printed}\n${told}`) });
      if (mayBeHome) expect(written).not.toContain(given.get(id));
      const labels = shown.flatMap(({ card }) => [...card.inputs, ...card.headings]);
      const isAsked = (each: string) => [label, ifAgreed].some((words) => each.startsWith(words.replace(/\)$/, '')));
      expect(labels.some(isAsked)).toBe(true);
    }
  }
});

it.each(fields)(
  'The item %s is printed as empty if it was left empty, so that the MASH sees the gap',
  (requirement) => {
    const needed = ['agency', 'name', 'phone', 'phoned-when', 'consent', 'consent-why', 'consent-risk', 'knowing-risk'];
    const asked = pack.fields.filter((field) => field.requirement === requirement && !needed.includes(field.id));
    for (const { id, short, unknown } of asked) {
      const walks = empty.filter(({ given }) => given.has(id));
      expect({ id, walks: walks.length > 0 }).toEqual({ id, walks: true });
      for (const { written } of walks) {
        // an empty “Other details” is left out
        if (requirement === 'RF04') expect(written).not.toContain(short);
        else if (unknown !== 'Left empty')
          expect({ id, written }).toEqual({ id, written: expect.stringContaining(`${short}\n${unknown}`) });
        else expect({ id, gaps: leftEmpty(written) }).toEqual({ id, gaps: expect.arrayContaining([short]) });
      }
    }
  },
);

const leftEmpty = (written: string): string[] => /^Left empty\n(.*)$/m.exec(written)?.[1]?.split(' · ') ?? [];

it.each(lists)('RF31: the list %s is printed as “Not known” if nothing was ticked', (id) => {
  const list = pack.lists.find((each) => each.id === id);
  expect(list?.requirement).toBe(listsRequirement);
  for (const { written } of empty) expect(written).toContain(`${list?.title}\nNot known`);
});

it('An indicator check without a single tick is printed as done', () => {
  for (const { written } of empty) expect(written).not.toContain('Not done');
});

it.each(bases)('The lawful basis %s is offered to the referrer and reaches the MASH', (basis) => {
  const label = pack.fields.find(({ id }) => id === 'basis')?.choices?.find(({ id }) => id === basis)?.label ?? 'NONE';
  for (const { card } of at('consent'))
    expect(
      inputsIn(card.json)
        .flatMap(choices)
        .map(({ title }) => title),
    ).toContain(label);
  for (const { written } of full) expect(written).toContain(label);
});

it.each(Object.entries(warnings))('The warning %s is shown at every place that the pack names', (id, least) => {
  const warning = pack.warnings.find((each) => each.id === id);
  if (!warning) throw new Error(`the pack has no ${id}`);
  expect(warning.at).toEqual(expect.arrayContaining(least));
  for (const place of warning.at) {
    const there = at(place === 'injury' ? 'summary' : place);
    const saying = there.filter(({ card }) => isSaid(warning, card.text));
    expect({ place, cards: there.length > 0, said: saying.length > 0 }).toEqual({ place, cards: true, said: true });
    const isConditional = place === 'injury' || !('always' in warning.shownWhen);
    if (!isConditional) expect({ place, on: saying.length }).toEqual({ place, on: there.length });
  }
});

it('The pack has exactly these twenty-two warnings', () => {
  expect(pack.warnings.map(({ id }) => id).sort()).toEqual(Object.keys(warnings));
});

it.each(printed)(
  'The words of Appendix 1 are on the contacts card; a service that is gone or an incomplete number stays in the pack alone: %s',
  (words) => {
    const isShown = !/^(United Kingdom Human|UK Border|Refugee Council)/.test(words);
    for (const { card } of at('contacts')) expect(card.text.includes(words)).toBe(isShown);
  },
);

it('The pack has the seven blocks of Appendix 1', () => {
  expect(pack.contacts.flatMap(({ printed: words }) => (words ? [words] : [])).sort()).toEqual([...printed].sort());
});

function isSaid({ strong = '', text }: Warning, card: string): boolean {
  return card.includes(text) && card.includes(strong);
}
