import type { Typed } from '../../actions/typed.ts';
import { liveOf } from '../../actions/which-case.ts';
import { draftOf } from '../../case/record.ts';
import { boxNamed } from '../../draft/typed-box.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { hasOpenDraft, inCheck, ownOpen, takesStory } from './asked.ts';
import { onOpenCheck, stepOn } from './drafting.ts';
import { hintFor } from './hints.ts';
import { keepAside } from './kept-words.ts';
import { answerIn, type DraftCommand, showAgain } from './obeying.ts';

/** Words that are not for the question at hand, but for the check: its other boxes, or how it works. */
export const besideQuestions: Typed[] = [
  {
    band: 'before the question', // “name: Sue Dale”, wherever it is typed
    words: hasOpenDraft,
    async does(words, context) {
      const own = await ownOpen(words, context);
      const draft = own && draftOf(own);
      const named = draft && boxNamed(inCheck(words), draft, context.pack);
      const command = named && answerIn(named.place, named.value);
      return command && !stepOn(own, command, context).isUnused ? onOpenCheck(words, context, command) : undefined;
    },
  },
  {
    band: 'question',
    words: hasOpenDraft,
    async does(words, context) {
      const own = await ownOpen(words, context);
      const draft = own && draftOf(own);
      const hint = draft && hintFor(words.text, draft, context.pack);
      if (!own || !hint || takesStory(own, context) || dangerIn(words.text)) return undefined;
      const isNews = (await liveOf(context)).length > 0;
      const command: DraftCommand = isNews ? (turn) => showAgain(turn, [hint]) : keepAside(words.text, hint);
      const reply = await onOpenCheck(words, context, command);
      return reply && { reply, isNews };
    },
  },
];
