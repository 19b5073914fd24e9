import { button, type Card, mashCard } from './parts.ts';
import type { Envelope } from './verb.ts';
import { listCases } from './verbs.ts';

/** Where at the desk a card is shown to one person: in place of a list, or of another card of the desk. */
interface InList {
  list: NonNullable<Envelope['list']>;
  page: number;
}

/**
 * A card that stands in place of a list for the person who pressed: each of its buttons says so, that what it answers stays there, too,
 * and the list itself is left alone. From a case one can go back to the list.
 */
export function inList(card: Card, { list, page }: InList, isList: boolean): Card {
  const { body } = card;
  const parts = Array.isArray(body) ? body : [];
  const whole = isList || list === 'desk' ? card : { ...card, body: [...parts, ...backTo({ list, page })] };
  return marked(whole, { list, page }) as Card;
}

function backTo(where: InList): unknown[] {
  const card = mashCard({
    summary: '',
    heading: '',
    buttons: [button(listCases, 'Back to the list', { ...where })],
  });
  return Array.isArray(card.body) ? card.body.slice(-1) : [];
}

function marked(value: unknown, where: InList): unknown {
  if (Array.isArray(value)) return value.map((each) => marked(each, where));
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, marked(each, where)]));
  const isAction = copy.type === 'Action.Execute' || copy.type === 'Action.Submit';
  return isAction ? { ...copy, data: { ...where, ...(copy.data as object) } } : copy;
}
