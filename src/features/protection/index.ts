import { type Action, type At, caseAction, type Sent } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import { pressesOfOthers } from '../../actions/which-case.ts';
import { protectionIn } from '../../draft/typed-police.ts';
import { askSinceCard, face, overForm, protectionForm, recordedCard, thanksCard } from './cards.ts';
import { clocks, events, hears } from './events.ts';
import { outcomeIn, protectionSaid, recordProtection, recordProtectionOver } from './rules.ts';
import { openProtection, openProtectionOver, protectionHere, saveProtection, saveProtectionOver } from './verbs.ts';

const problems = {
  since: 'Say since when, or what else you know.',
  outcome: 'Choose one.',
  words: 'Write what you know.',
};
const where = ['mash'] as const;
const recorded = ({ record }: Sent, _: unknown, { pack, linkTo }: At) => ({
  card: recordedCard(record, pack, linkTo(record)),
  storeInChat: true,
});

const actions: readonly Action[] = [
  caseAction(openProtection, { where, does: ({ record }, _, { pack }) => ({ card: protectionForm(record, pack) }) }),
  caseAction(saveProtection, {
    where: ['mash', 'chat'],
    does: ({ record }, { inputs }, at) => recordProtection(record, inputs, at),
    problems,
    again: ({ record }, _, { pack, where: place }, retry) => ({
      card: (place === 'chat' ? askSinceCard : protectionForm)(record, pack, retry),
    }),
    after: ({ record }, _, { pack, where: place }) =>
      place === 'chat' ? { card: thanksCard(record, pack), storeInChat: true } : undefined,
  }),
  caseAction(openProtectionOver, { where, does: ({ record }) => ({ card: overForm(record) }) }),
  caseAction(saveProtectionOver, {
    where: ['mash', 'desk-chat'],
    who: 'alerted',
    does: ({ record }, { inputs: { outcome, words } }, at) =>
      recordProtectionOver(record, { outcome: at.where === 'mash' ? outcome : outcomeIn(words), words }, at),
    problems,
    again: ({ record }, _, at, retry) =>
      at.where === 'mash'
        ? { card: overForm(record, retry) }
        : { text: 'Write after the reference what follows. At most 2,000 characters. Nothing was saved.' },
    after: (sent, given, at) => (at.where === 'mash' ? undefined : recorded(sent, given, at)),
  }),
  caseAction(protectionHere, {
    where: ['desk-chat'],
    who: 'alerted',
    does: ({ record }, { inputs: { words } }, at) => recordProtection(record, { ...protectionIn(words), words }, at),
    again: () => ({ text: 'Write after the reference what you know. At most 2,000 characters. Nothing was saved.' }),
    after: recorded,
  }),
];

const typed = [
  pressesOfOthers(/^(?:police\s+)?protection\s+REF[\s:,]*/i, protectionHere),
  pressesOfOthers(/^(?:police\s+)?protection\s+over\s+REF[\s:,]*/i, saveProtectionOver),
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
