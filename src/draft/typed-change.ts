import { fieldOf, type Pack } from '../protocol/pack.ts';
import { answerTo, type Draft, type Place } from './draft.ts';
import { path, stepNow } from './steps.ts';
import { wordsIn } from './typed-words.ts';

const ofNobody = ['the', 'a', 'to', 'her', 'his', 'their', 'please', 'answer'];

/**
 * The question that “change name” or “change her age” means: of several that have these words, the one that was answered last.
 * @param words what follows “change”
 * @returns undefined if no question has them all
 */
export function placeNamed(words: string, draft: Draft, pack: Pack): Place | undefined {
  const said = wordsIn(words)
    .filter((word) => !ofNobody.includes(word))
    .map((word) => ({ my: 'your', childs: 'child' })[word] ?? word);
  if (said.length === 0) return undefined;
  const steps = path(draft, pack);
  const here = steps.findIndex(({ id }) => id === stepNow(draft, pack).id);
  const places = steps.flatMap((step, index) =>
    step.kind !== 'form'
      ? { at: step.id, cursor: 0, index, id: step.id, names: step.id }
      : step.form.fields.map((id, cursor) => {
          const { short, label } = fieldOf(pack, id);
          return { at: step.id, cursor, index, id, names: `${id} ${short} ${label}` };
        }),
  );
  const named = places.filter(({ names }) => said.every((word) => wordsIn(names).includes(word)));
  const isAnswered = ({ index, id }: (typeof places)[number]) =>
    index <= here && answerTo(draft.answers, id) !== undefined;
  const place = named.findLast(isAnswered) ?? named[0];
  return place && { at: place.at, cursor: place.cursor };
}
