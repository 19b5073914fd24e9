import { choices, inputsIn, labelOf } from './card.ts';
import { isJson, type Json, textOf } from './wire.ts';

/** Fills in the inputs of a card, and gives what a Teams client then sends. */

/**
 * The values to fill in, by the beginning of a label. A choice is named by its value or the beginning of its title. A
 * tick list takes several choices, a toggle true or false.
 */
export type Filled = Record<string, string | number | boolean | readonly string[]>;

/** The value of each input, by its id, as a client would send it. */
export type Values = Record<string, string>;

/** @throws when the card has no such input or choice, naming those it has */
export function fillIn(card: Json, filled: Filled): Values {
  const values: Values = {};
  for (const [label, value] of Object.entries(filled)) {
    const input = inputCalled(card, label);
    values[idOf(input)] = valueFor(input, value);
  }
  return values;
}

/** The values of the inputs before anybody touches them. An untouched toggle sends "false", whatever its `valueOff`. */
export function initialValues(card: Json): Values {
  const values: Values = {};
  for (const input of inputsIn(card)) {
    const value = input.value ?? (input.type === 'Input.Toggle' ? 'false' : '');
    values[idOf(input)] = String(value);
  }
  return values;
}

/**
 * The data that a press sends: the button's own data and, unless the button takes no inputs, every input that is not
 * empty.
 * @throws when a required input is empty, because a client holds such a press back
 */
export function dataWith(action: Json, card: Json, values: Values): Json {
  const data = isJson(action.data) ? action.data : {};
  if (textOf(action.associatedInputs)?.toLowerCase() === 'none') return { ...data };
  const empty = inputsIn(card).filter((input) => input.isRequired === true && isEmpty(input, values[idOf(input)]));
  if (empty.length > 0) {
    throw new Error(`the client holds "${action.title}" back: ${empty.map(labelOf).join('; ')} must be filled in`);
  }
  const sent = Object.entries(values).filter(([, value]) => value !== '');
  return { ...data, ...Object.fromEntries(sent) };
}

/** Whether a required input is empty; a required toggle must be on. */
function isEmpty(input: Json, value: string | undefined): boolean {
  if (input.type === 'Input.Toggle') return value !== String(input.valueOn ?? 'true');
  return value === undefined || value.trim() === '';
}

function idOf(input: Json): string {
  const id = textOf(input.id);
  if (id === undefined || id === '')
    throw new Error(`the input "${labelOf(input)}" has no id, so its value would get lost`);
  return id;
}

function inputCalled(card: Json, label: string): Json {
  const all = inputsIn(card);
  const match = bestMatch(all, labelOf, label) ?? all.find((input) => input.id === label);
  if (match === undefined) throw new Error(`no input "${label}"; there are: ${quoted(all.map(labelOf))}`);
  return match;
}

function valueFor(input: Json, value: Filled[string]): string {
  if (input.type === 'Input.Toggle') {
    return value === true || value === 'true' ? String(input.valueOn ?? 'true') : String(input.valueOff ?? 'false');
  }
  if (input.type !== 'Input.ChoiceSet') return String(value);
  if ('choices.data' in input) return String(value); // a people picker sends the object id
  const wanted = typeof value === 'object' ? value : [String(value)];
  if (wanted.length > 1 && input.isMultiSelect !== true) throw new Error(`"${labelOf(input)}" takes one choice only`);
  return wanted
    .filter((each) => each !== '')
    .map((each) => choiceCalled(input, each))
    .join(',');
}

function choiceCalled(input: Json, wanted: string): string {
  const all = choices(input);
  const match = all.find((choice) => choice.value === wanted) ?? bestMatch(all, (choice) => choice.title, wanted);
  if (match === undefined) {
    throw new Error(
      `"${labelOf(input)}" has no choice "${wanted}"; there are: ${quoted(all.map((each) => each.title))}`,
    );
  }
  return match.value;
}

/** The one with exactly this name, ignoring "(required)", or the only one whose name begins with it. */
function bestMatch<T>(all: readonly T[], nameOf: (each: T) => string, wanted: string): T | undefined {
  const plain = (text: string): string =>
    text
      .replace(/\s*\(required\)/i, '')
      .trim()
      .toLowerCase();
  const exact = all.find((each) => plain(nameOf(each)) === plain(wanted));
  if (exact !== undefined) return exact;
  const begun = all.filter((each) => nameOf(each).trim().toLowerCase().startsWith(wanted.trim().toLowerCase()));
  if (begun.length > 1) throw new Error(`"${wanted}" could be any of: ${quoted(begun.map(nameOf))}`);
  return begun[0];
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ') || 'none';
