import { type Action, type CaseAction, caseAction } from '../../actions/action.ts';
import type { Context, Reply } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { loadOwn } from '../../actions/which-case.ts';
import { textAfter } from '../../base/ends.ts';
import { type CaseId, readCaseId } from '../../base/reference.ts';
import { faultsInWords, formAgain } from '../../cards/forms.ts';
import { askSinceCard, face, overForm, protectionForm, recordedCard, thanksCard } from './cards.ts';
import { clocks, events, hears } from './events.ts';
import { outcomeIn, protectionSaid, recordProtection, recordProtectionOver, typeProtection } from './rules.ts';
import {
  openProtection,
  openProtectionOver,
  protectionHere,
  protectionOverHere,
  saveProtection,
  saveProtectionOver,
  sendProtection,
} from './verbs.ts';

const problems = {
  since: 'Say since when, or what else you know.',
  outcome: 'Choose one.',
  words: 'Write what you know.',
};
const where = ['mash'] as const;
const inOwnChat = {
  where: ['desk-chat'],
  who: 'alerted',
  after: ({ record }, _, { pack, linkTo }) => ({
    card: recordedCard(record, pack, linkTo(record)),
    storeInChat: true,
  }),
} as const satisfies Partial<CaseAction>;

const actions: readonly Action[] = [
  caseAction(openProtection, { where, does: ({ record }, _, { pack }) => ({ card: protectionForm(record, pack) }) }),
  caseAction(saveProtection, {
    where,
    does: ({ record }, { inputs }, at) => recordProtection(record, inputs, at),
    again: ({ record }, given, { pack }, why) => ({
      card: protectionForm(record, pack, formAgain(given, faultsInWords(why, problems))),
    }),
  }),
  caseAction(openProtectionOver, { where, does: ({ record }) => ({ card: overForm(record) }) }),
  caseAction(saveProtectionOver, {
    where,
    does: ({ record }, { inputs: { outcome, words } }, at) => recordProtectionOver(record, { outcome, words }, at),
    again: ({ record }, given, _, why) => ({ card: overForm(record, formAgain(given, faultsInWords(why, problems))) }),
  }),
  caseAction(protectionHere, {
    ...inOwnChat,
    does: ({ record }, { inputs: { words } }, at) => typeProtection(record, words, at),
    again: () => ({ text: 'Write after the reference what you know. At most 2,000 characters. Nothing was saved.' }),
  }),
  caseAction(protectionOverHere, {
    ...inOwnChat,
    does: ({ record }, { inputs: { words } }, at) =>
      recordProtectionOver(record, { outcome: words.trim() === '' ? undefined : outcomeIn(words), words }, at),
    again: () => ({ text: 'Write after the reference what follows. At most 2,000 characters. Nothing was saved.' }),
  }),
  caseAction(sendProtection, {
    where: ['chat'],
    does: ({ record }, { inputs }, at) => recordProtection(record, inputs, at),
    again: ({ record }, given, { pack }, why) => ({
      card: askSinceCard(record, pack, formAgain(given, faultsInWords(why, problems))),
    }),
    after: ({ record }, _, { pack }) => ({ card: thanksCard(record, pack), storeInChat: true }),
  }),
];

/** Typed by somebody of the MASH with a reference. What the author types is news, and is read there. */
const command = (said: string, does: (id: CaseId, words: string, context: Context) => Promise<Reply>): Typed => ({
  band: 'always',
  words: new RegExp(`^${said}\\s+([a-z]{2,6}-[^\\s:,]{1,40})[\\s:,]*`, 'i'),
  async does(_, context, match) {
    const id = match && readCaseId(match[1] ?? '');
    return id && !(await loadOwn(id, context.by, context)) ? does(id, textAfter(match), context) : undefined;
  },
});

const typed = [
  command('(?:police\\s+)?protection', (id, words, { press }) => press(protectionHere, { case: id }, { words })),
  command('(?:police\\s+)?protection\\s+over', (id, words, { press }) =>
    press(protectionOverHere, { case: id }, { words }),
  ),
];

/** Police protection: what is known of it, and the 72 hours that it lasts. @source Protocol 6.7 */
export const protection = {
  name: 'protection',
  events,
  clocks,
  hears,
  follows: protectionSaid,
  face,
  actions,
  typed,
} satisfies Feature;
