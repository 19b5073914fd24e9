import { oncePer } from '../base/once-per.ts';
import type { Texts } from '../base/texts.ts';
import type { Condition } from '../protocol/condition.ts';
import type { Group, Pack, Statement } from '../protocol/pack.ts';
import { findDescribed } from '../understanding/search.ts';
import { worryParts } from './aside.ts';
import type { Answers, Ticks } from './draft.ts';
import { applies, warningsAt } from './shown-when.ts';

/**
 * One card of statements to tick. `group`: the statements, under the id of their theme; where two short ones share a card, of the
 * first. `themes`: whose warnings stand on it. `quotes`: on the first card, the words of the worry that each statement may be about.
 */
export interface TickCard {
  id: string;
  group: Pick<Group, 'id' | 'title' | 'statements'>;
  themes: string[];
  isRest: boolean;
  number: number;
  of: number;
  quotes?: Texts;
}

const mostOnCard = 21; // statements and warnings: less than 800 px at 400 px wide
const mostDescribed = 10;

/** For each statement, those that say the same. */
const twinsIn = oncePer((groups: Group[]): Map<string, string[]> => {
  const all = groups.flatMap(({ statements }) => statements);
  const twins = (id: string) => all.filter(({ sameAs }) => sameAs.includes(id)).map((each) => each.id);
  return new Map(all.map(({ id, sameAs }) => [id, [...sameAs, ...twins(id)]]));
});

/** The questions whose answers decide what is shown at first; none where ticks or words do. */
const decisive = oncePer((groups: Group[]): string[] => {
  const all = JSON.stringify(groups);
  if (/"(?:ticked|said)":/.test(all)) return [];
  return ['agency', ...new Set([...all.matchAll(/"situation":"([^"]+)"/g)].map(([, id = '']) => id))];
});
const setsOf = oncePer((_: Group[]) => new Map<string, Set<string>>());

/**
 * What this referrer is shown at first: the statements that fit their agency and situation. Of those that say the same, it is
 * their agency's own, or else the first. Worked out once for the same choices.
 */
function shownFirst(answers: Answers, groups: Group[]): Set<string> {
  const fields = decisive(groups);
  if (fields.length === 0) return fittingFirst(answers, groups);
  const sets = setsOf(groups);
  const key = JSON.stringify(fields.map((id) => answers.values[id]));
  const set = sets.get(key) ?? fittingFirst(answers, groups);
  if (sets.size >= 500) sets.clear();
  sets.set(key, set);
  return set;
}

const fittingFirst = oncePer((answers: Answers, groups: Group[]): Set<string> => {
  const isOwn = ({ shownWhen }: Statement) => shownWhen.some(isOfAgency);
  const fitting = groups
    .flatMap(({ statements }) => statements)
    .filter(({ shownWhen }) => shownWhen.every((condition) => applies(condition, answers)))
    .toSorted((one, other) => Number(isOwn(other)) - Number(isOwn(one)));
  const twins = twinsIn(groups);
  const shown = new Set<string>();
  for (const { id } of fitting) if (!twins.get(id)?.some((twin) => shown.has(twin))) shown.add(id);
  return shown;
});

/** The id of the first card of this theme. Where the theme shares the card of another, it is found by this id, too. */
export const tickCardId = (theme: string, isRest: boolean): string => `ticks-${isRest ? 'rest-' : ''}${theme}`;

const isOfAgency = (condition: Condition) => 'agency' in condition;

/** How people say each statement. What is part of a rule is none to look for. */
const sayings = oncePer((groups: Group[]) =>
  groups
    .flatMap(({ statements }) => statements)
    .filter(({ role }) => role !== 'criterion')
    .map(({ id, text, onCard, saidAs }) => ({ id, saidAs: [...saidAs, text, onCard ?? text] })),
);

/**
 * The statements that the worry may describe, each with its words: at most ten, of any agency, but none that the answers about
 * the situation settle. Of those that say the same, it is the one that would be shown anyhow. What was said beside the
 * questions is left out, so that the list stays as it is while somebody types.
 */
const described = oncePer((answers: Answers, groups: Group[]): ReadonlyMap<string, string> => {
  const [first, twins] = [shownFirst(answers, groups), twinsIn(groups)];
  const fits = ({ shownWhen }: Statement) =>
    shownWhen.every((condition) => isOfAgency(condition) || applies(condition, answers));
  const fitting = groups.flatMap(({ statements }) => statements.filter(fits).map(({ id }) => id));
  const found = new Map<string, string>();
  for (const { id, words } of findDescribed(worryParts(answers.values.worry ?? '').told, sayings(groups))) {
    const own = [id, ...(twins.get(id) ?? [])].find((each) => first.has(each)) ?? id;
    const isThere = [own, ...(twins.get(own) ?? [])].some((each) => found.has(each));
    if (found.size < mostDescribed && fitting.includes(own) && !isThere) found.set(own, words);
  }
  return found;
});

/** The answers as the cards depend on them: a tick moves nothing to another card. One object, as long as the values are the same. */
const untouched = oncePer((values: Texts): Answers => ({ values, ticks: {}, readings: {} }));
const hangsOnTicks = oncePer((groups: Group[]) => JSON.stringify(groups).includes('"ticked"'));

/**
 * The cards of the indicator check for this referrer's agency and situation: first what their words may describe, in the
 * order of the protocol, then the others, theme by theme.
 * @param isRest the cards of all that they are not shown at first
 * @source Protocol 5.1–5.4, 6.3–6.8, 9, 10
 */
export const tickCards = (answers: Answers, { groups, warnings }: Protocol, isRest = false): TickCard[] =>
  (isRest ? restCards : firstCards)(hangsOnTicks(groups) ? answers : untouched(answers.values), groups, warnings);

type Protocol = Pick<Pack, 'groups' | 'warnings'>;
const cardsAre = (isRest: boolean) =>
  oncePer((answers: Answers, groups: Pack['groups'], warnings: Pack['warnings']) =>
    cardsWith(answers, { groups, warnings }, isRest),
  );
const [firstCards, restCards] = [cardsAre(false), cardsAre(true)];

function cardsWith(answers: Answers, pack: Protocol, isRest: boolean): TickCard[] {
  const first = shownFirst(answers, pack.groups);
  const found = described(answers, pack.groups);
  const isFound = ({ id }: Statement) => found.has(id);
  const themed = pack.groups.flatMap(({ id, title, ...group }) => {
    const statements = group.statements.filter((each) => !isFound(each) && first.has(each.id) !== isRest);
    return statements.length > 0 ? [{ themes: [id], group: { id, title, statements } }] : [];
  });
  const statements = pack.groups.flatMap((group) => group.statements.filter(isFound));
  const group = { id: 'described', title: 'What your words may describe', statements };
  const isShown = !isRest && statements.length > 0;
  const quoted = { id: 'ticks-described', themes: [], group, quotes: Object.fromEntries(found) };
  const rowsOf = oncePer(
    ({ id, statements }: TickCard['group']) =>
      statements.length + warningsAt(pack, `list:${id}`, untouched(answers.values)).length,
  );
  const cards = [...(isShown ? [quoted] : []), ...sharing(themed, rowsOf).flatMap((card) => inParts(card, isRest))];
  return cards.map((card, index) => ({ ...card, isRest, number: index + 1, of: cards.length }));
}

type Themed = Pick<TickCard, 'themes' | 'group'>;

/** Two short themes share a card: each goes to the first one that has room for it. */
function sharing(all: Themed[], rowsOf: (of: TickCard['group']) => number): Themed[] {
  const cards: Themed[] = [];
  for (const { themes, group } of all) {
    const room = mostOnCard - rowsOf(group);
    const card = cards.find((each) => each.themes.length === 1 && rowsOf(each.group) <= room);
    if (!card) cards.push({ themes, group });
    else {
      card.themes = [...card.themes, ...themes];
      card.group = {
        ...card.group,
        title: `${card.group.title} · ${group.title}`,
        statements: [...card.group.statements, ...group.statements],
      };
    }
  }
  return cards;
}

/** A long theme has several cards. */
function inParts({ themes, group }: Themed, isRest: boolean) {
  const { id, title, statements } = group;
  const count = Math.ceil(statements.length / mostOnCard);
  const length = Math.ceil(statements.length / count);
  return Array.from({ length: count }, (_, index) => ({
    id: [tickCardId(id, isRest), ...(index > 0 ? [index + 1] : [])].join('-'),
    themes,
    group: {
      id,
      title: index > 0 ? `${title}, more` : title,
      statements: statements.slice(index * length, (index + 1) * length),
    },
  }));
}

/** What is ticked, which may be of several themes on one card, and the note of this card. */
export const ticksFor = ({ ticks }: Answers, { id }: TickCard['group']) => {
  const all = (kind: 'seen' | 'suspected' | 'looked') => Object.values(ticks).flatMap((each) => each[kind]);
  return { seen: all('seen'), suspected: all('suspected'), looked: all('looked'), note: ticks[id]?.note ?? '' };
};

/** Whether the referrer said of this card that they looked for all that stands on it. */
export const hasLooked = ({ looked }: Pick<Ticks, 'looked'>, statements: { id: string }[]): boolean =>
  statements.every(({ id }) => looked.includes(id));

/** What the ticked statements cover: each that says the same as one of them, with that one. */
export function coveredBy({ seen, suspected }: Pick<Ticks, 'seen' | 'suspected'>, { groups }: Pack): Ticks['covers'] {
  const ticked = [...suspected, ...seen];
  return Object.fromEntries(ticked.flatMap((id) => (twinsIn(groups).get(id) ?? []).map((twin) => [twin, id])));
}
