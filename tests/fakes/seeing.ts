import { actionsIn, headingsIn, inputsIn, labelOf, textIn } from './card.ts';
import { initialValues, type Values } from './filling-in.ts';
import { isJson, type Json, textOf } from './wire.ts';

/** A card as one person sees it at one moment. A test can keep it to press a button later, when it is stale. */
export interface CardSeen {
  /** All visible words, one element a line. */
  readonly text: string;
  readonly headings: string[];
  /** The titles of all buttons, links and folds. */
  readonly buttons: string[];
  /** The address of each link, by title. */
  readonly links: Record<string, string>;
  /** The labels of all inputs, even folded ones. */
  readonly inputs: string[];
  /** The values of the inputs, by label. */
  readonly values: Record<string, string>;
  readonly json: Json;
  readonly activityId: string;
  readonly conversationId: string;
}

export function seen(card: Json, activityId: string, conversationId: string, filled: Values = {}): CardSeen {
  const { text, headings, buttons, links, inputs, startValues } = contentOf(card);
  const values = Object.fromEntries(
    startValues.map(({ label, id, untouched }) => [label, filled[id] ?? untouched ?? '']),
  );
  const own = { headings: [...headings], buttons: [...buttons], links: { ...links }, inputs: [...inputs] };
  return { text, ...own, values, json: card, activityId, conversationId };
}

type CardContent = Pick<CardSeen, 'text' | 'headings' | 'buttons' | 'links' | 'inputs'> & {
  readonly startValues: { label: string; id: string; untouched: string | undefined }[];
};

/** Saved, because a test that waits for a card looks at all cards again and again. */
const contents = new WeakMap<Json, CardContent>();

function contentOf(card: Json): CardContent {
  const known = contents.get(card);
  if (known) return known;
  const actions = actionsIn(card);
  const inputs = inputsIn(card);
  const values = initialValues(card);
  const face: CardContent = {
    text: textIn(card),
    headings: headingsIn(card),
    buttons: actions.map((action) => textOf(action.title) ?? ''),
    links: Object.fromEntries(
      actions.filter((action) => action.url).map(({ title, url }) => [String(title), String(url)]),
    ),
    inputs: inputs.map(labelOf),
    startValues: inputs.map((input) => {
      const id = String(input.id);
      return { label: labelOf(input), id, untouched: values[id] };
    }),
  };
  contents.set(card, face);
  return face;
}

export const hasButton = (card: Json, title: string): boolean => buttonCalled(card, title) !== undefined;

/** Finds a button by its title, or by its tooltip ("Change: Consent") where several share a title. */
function buttonCalled(card: Json, title: string): Json | undefined {
  const actions = actionsIn(card);
  return actions.find((each) => each.title === title) ?? actions.find((each) => each.tooltip === title);
}

/**
 * Finds the Action.Execute with this title or tooltip.
 * @throws when there is none, naming the buttons there are, or when the button is another kind of action or greyed out
 */
export function findExecuteAction(card: Json, title: string): Json {
  const action = buttonCalled(card, title);
  if (action === undefined) {
    const there = actionsIn(card).map((each) => `[${each.title}]`);
    throw new Error(`no button [${title}]; there are: ${there.join(' ') || 'none'} on the card\n${textIn(card)}`);
  }
  if (action.type !== 'Action.Execute') throw new Error(`[${title}] is an ${action.type}, which tells the bot nothing`);
  if (action.isEnabled === false) throw new Error(`[${title}] is greyed out`);
  return action;
}

/** The Action.Submit that an older client shows in place of an Action.Execute. */
export function submitInPlaceOf(action: Json): Json {
  const { fallback } = action;
  if (!isJson(fallback) || fallback.type !== 'Action.Submit') {
    throw new Error(`[${action.title}] has no Action.Submit for older clients`);
  }
  return fallback;
}
