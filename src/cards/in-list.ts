import { button, type Card, mashCard } from './parts.ts';
import type { Envelope } from './verb.ts';
import { listCases } from './verbs.ts';

/** The list or desk card that this card replaces for one person. */
interface InList {
  list: NonNullable<Envelope['list']>;
  page: number;
}

/**
 * A card that replaces a list for the person who pressed. Each of its buttons carries the list's name and page, so that
 * the next answer appears in the same place and the list itself stays unchanged. The card of a case gets a button back
 * to the list.
 */
export function inList(card: Card, { list, page }: InList, isList: boolean): Card {
  const withWayBack =
    isList || list === 'desk' ? card : { ...card, body: [...(card.body ?? []), ...backTo({ list, page })] };
  return marked(withWayBack, { list, page }) as Card;
}

function backTo(place: InList) {
  const buttons = [button(listCases, 'Back to the list', { ...place })];
  return mashCard({ summary: '', heading: '', buttons }).body?.slice(-1) ?? [];
}

function marked(value: unknown, place: InList): unknown {
  if (Array.isArray(value)) return value.map((each) => marked(each, place));
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, marked(each, place)]));
  const isAction = copy.type === 'Action.Execute' || copy.type === 'Action.Submit';
  return isAction ? { ...copy, data: { ...place, ...(copy.data as object) } } : copy;
}
