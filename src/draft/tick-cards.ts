import { oncePer } from '../base/once-per.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Group, Statement } from '../protocol/themes.ts';
import type { Answers, Ticks } from './draft.ts';
import { applies } from './shown-when.ts';

/** One card of statements to tick. `group`: the statements, under the id and title of their theme. */
export interface TickCard {
  id: string;
  group: Pick<Group, 'id' | 'title' | 'statements'>;
  isRest: boolean;
  number: number;
  of: number;
}

const mostOnCard = 18; // statements

/** For each statement, those that say the same. */
const twinsIn = oncePer((groups: Group[]): Map<string, string[]> => {
  const all = groups.flatMap(({ statements }) => statements);
  const twins = (id: string) => all.filter(({ sameAs }) => sameAs.includes(id)).map((each) => each.id);
  return new Map(all.map(({ id, sameAs }) => [id, [...sameAs, ...twins(id)]]));
});

/**
 * What this referrer is shown at first: the statements that fit their agency and situation. Of those that say the same, it is
 * their agency's own, or else the first.
 */
function shownFirst(answers: Answers, { groups }: Pack): Set<string> {
  const isOwn = ({ shownWhen }: Statement) => shownWhen.some((condition) => 'agency' in condition);
  const fitting = groups
    .flatMap(({ statements }) => statements)
    .filter(({ shownWhen }) => shownWhen.every((condition) => applies(condition, answers)))
    .toSorted((one, other) => Number(isOwn(other)) - Number(isOwn(one)));
  const twins = twinsIn(groups);
  const shown = new Set<string>();
  for (const { id } of fitting) if (!twins.get(id)?.some((twin) => shown.has(twin))) shown.add(id);
  return shown;
}

/**
 * The cards of the indicator check for this referrer's agency and situation, theme by theme.
 * @param isRest the cards of all that they are not shown at first
 * @source Protocol 5.1–5.4, 6.3–6.8, 9, 10
 */
export function tickCards(answers: Answers, pack: Pack, isRest = false): TickCard[] {
  const first = shownFirst(answers, pack);
  const cards = pack.groups.flatMap(({ id, title, ...group }) => {
    const statements = group.statements.filter((each) => first.has(each.id) !== isRest);
    const count = Math.ceil(statements.length / mostOnCard);
    const length = Math.ceil(statements.length / count);
    return Array.from({ length: count }, (_, index) => ({
      id: ['ticks', ...(isRest ? ['rest'] : []), id, ...(index > 0 ? [index + 1] : [])].join('-'),
      group: {
        id,
        title: index > 0 ? `${title}, more` : title,
        statements: statements.slice(index * length, (index + 1) * length),
      },
    }));
  });
  return cards.map((card, index) => ({ ...card, isRest, number: index + 1, of: cards.length }));
}

/** Whether the referrer said of this card that they looked for all that stands on it. */
export const hasLooked = ({ looked }: Ticks, statements: { id: string }[]): boolean =>
  statements.every(({ id }) => looked.includes(id));

/** What the ticked statements cover: each that says the same as one of them, with that one. */
export function coveredBy({ seen, suspected }: Pick<Ticks, 'seen' | 'suspected'>, { groups }: Pack): Ticks['covers'] {
  const ticked = [...suspected, ...seen];
  return Object.fromEntries(ticked.flatMap((id) => (twinsIn(groups).get(id) ?? []).map((twin) => [twin, id])));
}
