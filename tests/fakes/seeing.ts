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
  const { text, headings, buttons, links, inputs, holding } = faceOf(card);
  const values = Object.fromEntries(holding.map(({ label, id, untouched }) => [label, filled[id] ?? untouched ?? '']));
  const own = { headings: [...headings], buttons: [...buttons], links: { ...links }, inputs: [...inputs] };
  return { text, ...own, values, json: card, activityId, conversationId };
}

type Face = Pick<CardSeen, 'text' | 'headings' | 'buttons' | 'links' | 'inputs'> & {
  readonly holding: { label: string; id: string; untouched: string | undefined }[];
};

/** Who waits for a card looks at all of them again and again. */
const faces = new WeakMap<Json, Face>();

function faceOf(card: Json): Face {
  const known = faces.get(card);
  if (known) return known;
  const actions = actionsIn(card);
  const inputs = inputsIn(card);
  const values = untouched(card);
  const face: Face = {
    text: textIn(card),
    headings: headingsIn(card),
    buttons: actions.map((action) => textOf(action.title) ?? ''),
    links: Object.fromEntries(
      actions.filter((action) => action.url).map(({ title, url }) => [String(title), String(url)]),
    ),
    inputs: inputs.map(labelOf),
    holding: inputs.map((input) => {
      const id = String(input.id);
      return { label: labelOf(input), id, untouched: values[id] };
    }),
  };
  faces.set(card, face);
  return face;
}

export const hasButton = (card: Json, title: string): boolean => buttonCalled(card, title) !== undefined;

/** By title, or by tooltip where several have the same one ("Change: Consent"). */
function buttonCalled(card: Json, title: string): Json | undefined {
  const actions = actionsIn(card);
  return actions.find((each) => each.title === title) ?? actions.find((each) => each.tooltip === title);
}

/**
 * The button with this title or tooltip.
 * @throws when there is no such button or it does something else, naming those there are
 */
export function executeCalled(card: Json, title: string): Json {
  const action = buttonCalled(card, title);
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
