import type { Context } from '../../actions/context.ts';
import { onOwnCase } from '../../actions/own-action.ts';
import type { Typed, Words } from '../../actions/typed.ts';
import { loadOwn } from '../../actions/which-case.ts';
import { draftOf } from '../../case/record.ts';
import { placeNamed } from '../../draft/typed-change.ts';
import { onDraft } from './drafting.ts';
import { changeOne, type DraftCommand, turnToButtons, undo } from './obeying.ts';

const onOpen = async ({ person: { openDraft } }: Words, context: Context, command: DraftCommand) =>
  openDraft && onOwnCase(openDraft, onDraft(command, context), context);

/** The typed words for the card of an open check, for what was typed last, and for one question again. */
export const typedMoves: Typed[] = [
  {
    band: 'before the question',
    words: ['card', 'cards', 'buttons'],
    does: async (words, context) => (await onOpen(words, context, turnToButtons)) ?? context.shows.ownCases(),
  },
  {
    band: 'before the question',
    words: ['undo', 'undo that', 'take it back'],
    does: (words, context) => onOpen(words, context, undo),
  },
  {
    band: 'before the question', // “change name”, “change her age”; other words are an answer
    words: /^change (.{1,60})$/i,
    async does({ match: [, name = ''], ...words }, context) {
      const own = words.person.openDraft && (await loadOwn(words.person.openDraft, context.by, context));
      const draft = own ? draftOf(own) : undefined;
      const place = draft && placeNamed(name, draft, context.pack);
      return place && onOpen(words, context, changeOne(place));
    },
  },
];
