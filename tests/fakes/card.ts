import { isJson, type Json, listOf, textOf } from './wire.ts';

/** Reads a card as a person does: what it says, what can be pressed, what can be filled in. */

const places = [
  ...['body', 'items', 'columns', 'rows', 'cells', 'pages', 'card'],
  ...['selectAction', 'inlineAction', 'actions'],
];

/** Every element and action of a card in reading order, without fallbacks, which other clients show. */
export const parts = (card: Json): Json[] => gather(card, () => true, []);

/** The same without folded parts. */
const visibleParts = (card: Json): Json[] => gather(card, ({ isVisible }) => isVisible !== false, []);

function gather(card: Json, isWanted: (part: Json) => boolean, all: Json[]): Json[] {
  for (const place of places) {
    const content = card[place];
    if (content === undefined) continue;
    for (const part of isJson(content) ? [content] : listOf(content)) {
      if (!isJson(part) || !isWanted(part)) continue;
      all.push(part);
      gather(part, isWanted, all);
    }
  }
  return all;
}

const isAction = (part: Json): boolean => textOf(part.type)?.startsWith('Action.') ?? false;

const isInput = (part: Json): boolean => textOf(part.type)?.startsWith('Input.') ?? false;

/** All words, one element a line, without Markdown's bold marks: what is to be read at once, and what a press on its title shows. */
export function textIn(card: Json): string {
  return gather(card, ({ isVisible, type }) => isVisible !== false || type === 'Container', [])
    .flatMap(words)
    .join('\n');
}

/** The words that are to be read at once: nothing that is folded. */
export const unfoldedIn = (card: Json): string => visibleParts(card).flatMap(words).join('\n');

function words(part: Json): string[] {
  const title = textOf(part.title);
  switch (part.type) {
    case 'TextBlock':
    case 'Badge':
      return [withoutBold(part.text)];
    case 'RichTextBlock':
      return [
        listOf(part.inlines)
          .map((run) => (isJson(run) ? (textOf(run.text) ?? '') : String(run)))
          .join(''),
      ];
    case 'FactSet':
      return listOf(part.facts)
        .filter(isJson)
        .map((fact) => `${withoutBold(fact.title)} ${withoutBold(fact.value)}`);
    case 'Input.ChoiceSet':
      return [...labelLine(part), ...choices(part).map((choice) => choice.title)];
    case 'Input.Toggle':
      return [...labelLine(part), ...(title === undefined ? [] : [title])];
    default:
      return isInput(part) ? labelLine(part) : [];
  }
}

const withoutBold = (text: unknown): string => (textOf(text) ?? '').replaceAll('**', '');

const labelLine = (input: Json): string[] => (textOf(input.label) === undefined ? [] : [String(input.label)]);

/** The texts marked as headings, or the first line when there are none. */
export function headingsIn(card: Json): string[] {
  const marked = visibleParts(card)
    .filter((part) => part.type === 'TextBlock' && part.style === 'heading')
    .map((part) => withoutBold(part.text));
  return marked.length > 0 ? marked : textIn(card).split('\n').slice(0, 1);
}

/** Everything that can be pressed: buttons, links and folds, and what a press on those shows. */
export function actionsIn(card: Json): Json[] {
  const isShown = ({ isVisible, type }: Json) => isVisible !== false || type === 'Container';
  return gather(card, isShown, []).filter(isAction);
}

/** All inputs, even folded ones: a person can unfold them, and a client sends them anyway. */
export function inputsIn(card: Json): Json[] {
  return parts(card).filter(isInput);
}

/** The name by which a person knows an input: its label, or the title of a toggle without one. */
export function labelOf(input: Json): string {
  return textOf(input.label) ?? textOf(input.title) ?? textOf(input.id) ?? '';
}

export function choices(input: Json): { title: string; value: string }[] {
  return listOf(input.choices)
    .filter(isJson)
    .map((choice) => ({ title: textOf(choice.title) ?? '', value: textOf(choice.value) ?? '' }));
}
