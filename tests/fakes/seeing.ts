import { actionsIn, headingsIn, inputsIn, labelOf, textIn } from './card.ts';
import { untouched, type Values } from './filling-in.ts';
import { isJson, type Json, textOf } from './wire.ts';

/** A card as one person sees it at one moment. Keep it to press a button on it later, when it is stale. */
export interface CardSeen {
  /** All visible words, one element a line. */
  readonly text: string;
  readonly headings: string[];
  /** Titles of all actions, links and folds included. */
  readonly buttons: string[];
  /** Address by title. */
  readonly links: Record<string, string>;
  /** Labels, folded inputs included. */
  readonly inputs: string[];
  /** What the inputs hold, by label. */
  readonly values: Record<string, string>;
  readonly json: Json;
  readonly activityId: string;
  readonly conversationId: string;
}

export function seen(card: Json, activityId: string, conversationId: string, filled: Values = {}): CardSeen {
  const actions = actionsIn(card);
  const values = { ...untouched(card), ...filled };
  return {
    text: textIn(card),
    headings: headingsIn(card),
    buttons: actions.map((action) => textOf(action.title) ?? ''),
    links: Object.fromEntries(
      actions.filter((action) => action.url).map(({ title, url }) => [String(title), String(url)]),
    ),
    inputs: inputsIn(card).map(labelOf),
    values: Object.fromEntries(inputsIn(card).map((input) => [labelOf(input), values[String(input.id)] ?? ''])),
    json: card,
    activityId,
    conversationId,
  };
}

/**
 * By title, or by tooltip where several have the same one ("Change: Consent").
 * @throws when there is no such button or it does something else, naming those there are
 */
export function executeCalled(card: Json, title: string): Json {
  const actions = actionsIn(card);
  const action = actions.find((each) => each.title === title) ?? actions.find((each) => each.tooltip === title);
  if (action === undefined) {
    const there = actionsIn(card).map((each) => `[${each.title}]`);
    throw new Error(`no button [${title}]; there are: ${there.join(' ') || 'none'} on the card\n${textIn(card)}`);
  }
  if (action.type !== 'Action.Execute') throw new Error(`[${title}] is an ${action.type}, which tells the bot nothing`);
  if (action.isEnabled === false) throw new Error(`[${title}] is greyed out`);
  return action;
}

/** What a client that does not know Action.Execute shows in its place. */
export function submitInPlaceOf(action: Json): Json {
  const { fallback } = action;
  if (!isJson(fallback) || fallback.type !== 'Action.Submit') {
    throw new Error(`[${action.title}] has no Action.Submit for older clients`);
  }
  return fallback;
}
