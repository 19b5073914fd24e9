import { caseAction, casesAction, errand, ownAction, showing } from '../../src/actions/action.ts';
import type { Context } from '../../src/actions/context.ts';
import { onOwnCase } from '../../src/actions/own-action.ts';
import { recordReads } from '../../src/actions/reading.ts';
import { show, start } from '../../src/cards/verbs.ts';
import { nothingToDo } from '../../src/case/outcome.ts';
import { CaseRecord } from '../../src/case/record.ts';
import { recordHandle } from '../../src/store/change.ts';

/**
 * Mistakes that do not compile. Nothing runs this file: `npm run types` fails when one of them begins to compile.
 */

const isOpen = async ({ cases }: Pick<Context, 'cases'>): Promise<boolean> => (await cases.upNext({}, 1)).length > 0;

export const mistakes = [
  // An errand that reads cases.
  // @ts-expect-error
  errand(start, ['chat'], async (_, { cases, by }) => ((await cases.of(by.id, 1)).length > 0 ? [] : [])),

  // An errand that reads a case as a document.
  // @ts-expect-error
  errand(start, ['chat'], async (_, { documents, by }) => ((await documents.read('case', by.id)) ? [] : [])),

  // An errand that changes a case as a document.
  errand(start, ['chat'], async (_, { documents, by }) => {
    // @ts-expect-error
    await recordHandle(documents, ['case', by.id], CaseRecord, undefined).change((before) => before);
    return [];
  }),

  // An errand that hands its context to what reads cases.
  errand(start, ['chat'], async (_, context) => {
    // @ts-expect-error
    return (await isOpen(context)) ? [] : [];
  }),

  // An errand that acts on a case of the person's own.
  // @ts-expect-error
  errand(show, ['chat'], ({ case: id }, context) => onOwnCase(id, { does: () => nothingToDo }, context)),

  // An errand that records a read by hand.
  errand(show, ['mash'], async ({ case: id }, context) => {
    // @ts-expect-error
    await recordReads([id], 'show', context.by, context);
    return [];
  }),

  // An errand that makes a link to a case, that lists a person's cases, and that counts a refusal.
  // @ts-expect-error
  errand(show, ['mash'], (_, { links }) => (links ? [] : [])),
  // @ts-expect-error
  errand(show, ['chat'], (_, { shows }) => shows.ownCases()),
  // @ts-expect-error
  errand(show, ['chat'], (_, { metrics }) => (metrics ? [] : [])),

  // An action on a person's own case in the MASH channel.
  // @ts-expect-error
  ownAction(show, { where: ['mash'], plan: () => ({ does: () => nothingToDo }) }),

  // Actions on a case, whose buttons carry no case.
  // @ts-expect-error
  ownAction(start, () => ({ does: () => nothingToDo })),
  // @ts-expect-error
  caseAction(start, { where: ['mash'], does: () => nothingToDo }),

  // A case in any channel of any team.
  // @ts-expect-error
  caseAction(show, { where: ['team'], does: () => nothingToDo }),

  // An action in the own chat of a desk person that does not say which people they are.
  // @ts-expect-error
  caseAction(show, { where: ['desk-chat'], does: () => nothingToDo }),

  // An action of several cases in the MASH channel that does not say which cases it showed.
  // @ts-expect-error
  casesAction(start, ['mash'], async () => [{ text: 'Here they are.' }]),
  casesAction(start, ['mash'], async () => showing([{ text: 'Here they are.' }])), // and this is right
];
