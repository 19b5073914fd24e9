import { type Action, caseAction, casesAction, notThere } from '../../actions/action.ts';
import type { Context } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import { isSmallTalk, type SaidWords, type Typed, type Words } from '../../actions/typed.ts';
import {
  caseOrList,
  isLive,
  loadOwn,
  mostCasesListed,
  onNamedCase,
  pressesMeant,
  typedOfOthers,
} from '../../actions/which-case.ts';
import { type CaseId, readCaseId, referencesIn, withoutReferences, withReferences } from '../../base/reference.ts';
import type { Instant } from '../../base/time.ts';
import { below } from '../../cards/face.ts';
import { faultsInWords, formAgain, untouchedForm } from '../../cards/forms.ts';
import { clock } from '../../cards/london.ts';
import { button } from '../../cards/parts.ts';
import { textsAsWritten } from '../../case/held.ts';
import { both } from '../../case/outcome.ts';
import { protectionSentence } from '../../case/protection.ts';
import type { CaseRecord } from '../../case/record.ts';
import { plainWords } from '../../draft/typed-words.ts';

import { sideRecordOfAddition } from '../side-records/state.ts';
import { informationForm, informationSent, mistakeCard } from './cards.ts';
import { events } from './events.ts';
import { lastOf, markLast, nothingAdded, unmarkLast } from './mistakes.ts';
import { markMistake, messageParts, mistakeMeant, movableIn, recordInformation, takeMistakeBack } from './rules.ts';
import { sideTask } from './side-task.ts';
import { unsaidIn } from './unfiled-state.ts';
import {
  addInformation,
  anotherChild,
  fileWords,
  moveWords,
  sendInformation,
  sentByMistake,
  showWords,
} from './verbs.ts';
import { fileUnfiled, isOfSeveral, moveToAnother, sayAnotherChild, showUnfiled, tellTheMash } from './which-child.ts';

/** The author adds information to a referral that they sent. */
const actions: readonly Action[] = [
  caseAction(addInformation, {
    where: ['chat'],
    setsTopic: true, // an “add:” typed next is about this referral
    does: ({ record }, { corrects }, { pack }) => ({
      card: informationForm(record, pack, corrects && correcting(corrects)),
    }),
  }),
  caseAction(sendInformation, {
    where: ['chat'],
    does({ record, referral }, { inputs: { information, about, 'in-protection': inProtection }, inChat }, at) {
      const words = [information, protectionSentence(inProtection)].filter((each) => each.trim() !== '').join('\n');
      const added = recordInformation(referral, words, textsAsWritten(record), at, inChat && { typedAt: at.now });
      return about && added.kind === 'happened'
        ? both(added, sideRecordOfAddition(record.events, about, messageParts(words)[0] ?? '', at))
        : added;
    },
    again: ({ record }, given, { pack }, why) => ({
      card: informationForm(record, pack, formAgain(given, faultsInWords(why, { information: 'Write what is new.' }))),
    }),
    after: ({ record, referral }, { inputs }, { pack }) => ({
      card: informationSent(record, referral, pack, inputs.about),
      storeInChat: true,
    }),
  }),
  caseAction(sentByMistake, {
    where: ['chat'],
    does: ({ record }, { said, back }, at) => (back ? takeMistakeBack(record, at) : markMistake(record, said, at)),
    after({ record }, { said, back }, { pack }) {
      const last = record.events.findLast((event) => event.type === 'SentByMistake');
      const meant = mistakeMeant(record, back ? last?.said : said);
      return meant ? { card: mistakeCard(record, meant, pack), storeInChat: true } : notThere;
    },
    onRefusal: () => nothingAdded,
  }),
  casesAction(anotherChild, ['chat'], sayAnotherChild),
  casesAction(fileWords, ['mash', 'chat'], fileUnfiled),
  casesAction(moveWords, ['mash', 'chat'], moveToAnother),
  casesAction(showWords, ['mash', 'chat'], showUnfiled),
];

const correcting = (at: Instant) => ({
  ...untouchedForm,
  typed: { information: `I correct my answer of ${clock(at)}: ` },
});

const isAbout = withReferences(/^about\sREF(?:(?:,| and| &)? ?REF)?[.!]?$/i);
const isMove = withReferences(/^move\s+REF(?:\s+(\d{1,2}[:.]\d\d))?(?:\s+to\s+REF)?[.!\s]*$/i);
const isWords = withReferences(/^words\s+REF[.!\s]*$/i);

const isMistake =
  /^(?:(?:sorry|oops|ignore (?:that|it|this))[\s,.!:-]+)*(?:(?:(?:that|it|this) was )?sent|(?:i )?sent (?:that|it|this)) by mistake[.!]*$/i;
const isNoMistake = /^(?:(?:that|it) was )?(?:not|no) (?:a )?mistake[.!]*$/i;
/** The reference that was typed; what cannot be read as one is nobody's. */
const namedIn = (text: string) =>
  withoutReferences(text) === text.trim() ? undefined : (referencesIn(text)[0] ?? text);

const saysOf = new Set(
  'about for its it is that this those these was were they theyre are i im mean meant talking all of the them child one sorry ok yes please'.split(
    ' ',
  ),
);
/** “about HT-…”, “for HT-…”, “i meant HT-…”, or a bare reference: which children the words are about that wait. */
function childrenSaid({ text, person }: Words, own: CaseRecord[]): CaseId[] {
  const words = plainWords(withoutReferences(text)).split(/ +/);
  const said = (among: string[]) => words.every((word) => word === '' || saysOf.has(word) || among.includes(word));
  const live = own.filter(isLive).map(({ id }) => id);
  const isBoth = live.length === 2 && words.includes('both') && said(['both']);
  const inText = referencesIn(text);
  const isClear = said(['and', 'both']) && (inText.length === 1 || words.includes('and'));
  const named = isBoth ? live : isClear ? inText : [];
  return unsaidIn(person).length > 0 && named.every((id) => own.some((record) => record.id === id)) ? named : [];
}

const typed: Typed[] = [
  {
    // as the button of the receipt does; where nothing was said lately, it begins a check
    words: ({ text }) =>
      /^(?:(?:about|its|that was|it was|sorry) )*(?:another|the other|the wrong|wrong) child[.!]*$/i.test(
        withoutReferences(text),
      ),
    async does({ text, person }, context) {
      const last = await lastOf(namedIn(text), person, context);
      return last && context.press(anotherChild, last);
    },
  },
  {
    band: 'before the question',
    words: ({ person }) => unsaidIn(person).length > 0,
    async does(words, context) {
      const [id, ...also] = childrenSaid(words, await context.cases.of(words.person.id, mostCasesListed));
      return id && context.press(fileWords, { case: id }, { also: also.join() });
    },
  },
  {
    words: ['add information'],
    does: pressesMeant(addInformation),
  },
  {
    band: 'before the question',
    words: ({ text }) => isMistake.test(withoutReferences(text)),
    does: ({ person, text }, context) =>
      onNamedCase(
        namedIn(text),
        context,
        (id) => context.press(sentByMistake, { case: id }),
        () => markLast(person, context),
      ),
  },
  {
    band: 'before the question',
    words: ({ text }) => isNoMistake.test(withoutReferences(text)),
    does: ({ person, text }, context) =>
      onNamedCase(
        namedIn(text),
        context,
        (id) => context.press(sentByMistake, { case: id, back: true }),
        () => unmarkLast(person, context),
      ),
  },
  {
    band: 'before the question',
    words: withReferences(/^(?:add\s*:|(?:add\s+(?=\S+\s*:)|(?:add\s+)?(?=\w+-\w{4}-\w{3}\b[\s,:]+\S))REF[\s,:]+)\s*/i),
    async does({ text, person, named, rest: information }, context) {
      const own = await context.cases.of(person.id, mostCasesListed);
      const isUnclear = isOfSeveral(text, own);
      const typedId = isUnclear ? undefined : named;
      const about = typedId === undefined ? await caseOrList(person, context) : readCaseId(typedId);
      const isDraft = own.some(({ id, status }) => id === about && status === 'draft');
      if (isDraft) return tellTheMash(text, person, context); // the words wait, or are for the check
      const sendTo = (to: CaseId) => context.press(sendInformation, { case: to, inChat: true }, { information });
      return onNamedCase(typedId, context, sendTo, async () => {
        if (isUnclear) return (await tellTheMash(text, person, context)) ?? context.shows.ownCases();
        const isAsked = typeof about !== 'string' && information.trim() !== '';
        return (isAsked && (await tellTheMash(information, person, context))) || (about ?? context.shows.ownCases());
      });
    },
  },
  {
    band: 'before the question', // says which child the words are about that wait
    words: withReferences(/^about\s+(?=\w+-\w{4}-\w{3}\b)REF(?:[\s,:.!]+|$)/i),
    does: sayAbout,
  },
  {
    band: 'before the question',
    words: ['about this check', 'this check'],
    does: async ({ person: { openDraft } }, context) =>
      openDraft && (await loadOwn(openDraft, context.by, context)) && context.press(fileWords, { case: openDraft }),
  },
  {
    band: 'before the question',
    words: isWords,
    does: ({ id }, { press }) => id && press(showWords, { case: id }),
  },
  typedOfOthers(isMove, (id, { match: [, , time = '', into = ''] }, { press }) =>
    press(
      moveWords,
      { case: id, attempt: 0 },
      { words: time.replace('.', ':').padStart(5, '0'), into: into.toUpperCase() },
    ),
  ),
  {
    // of a member of the MASH
    where: ['mash'],
    words: isAbout,
    help: ['about HT-…', 'What its author typed without a child is about this child'],
    does: ({ id, match }, { press }) =>
      id && press(fileWords, { case: id }, { also: readCaseId(match[2] ?? '') ?? '' }),
  },
  {
    where: ['mash'],
    words: ({ text }) => isWords.test(text.trim()) || isMove.test(text.trim()),
    does: [{ text: 'Type that to me in our own chat: here everybody would read the words.' }],
  },
  {
    band: 'news',
    words: (words) => !isSmallTalk(words),
    does: ({ text, person }, context) => tellTheMash(text, person, context),
  },
];

/** “about HT-…”: says which child the words are about that wait. Words after it are news of that child. */
async function sayAbout({ text, person, named = '', id, rest }: SaidWords, context: Context) {
  if (!id) return named.toUpperCase().startsWith(`${context.config.organisation}-`) ? notThere : undefined;
  const more = rest.trim();
  const own = await loadOwn(id, context.by, context);
  const also = readCaseId(isAbout.exec(text.trim())?.groups?.other ?? '');
  if (!own) return more && !also ? undefined : context.press(fileWords, { case: id }, { also: also ?? '' });
  if (more && !(isLive(own) && referencesIn(text).length === 1)) return tellTheMash(text, person, context);
  const files = () => context.press(fileWords, { case: id });
  if (!more) return files();
  const adds = async () => [
    ...(unsaidIn(person).length > 0 ? await files() : []),
    ...(await context.press(sendInformation, { case: id, inChat: true }, { information: more })),
  ];
  return onNamedCase(id, context, adds, async () => id);
}

export const information = {
  name: 'information',
  events,
  actions,
  typed,
  sideTask,
  face: {
    more: ({ record }) => [
      movableIn(record).length > 0 && button(moveWords, 'About another child', { case: record.id, attempt: 0 }),
    ],
  },
  receipt: { buttons: { addInformation: below(addInformation, 'Add information') } },
} satisfies Feature;
