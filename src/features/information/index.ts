import { type Action, caseAction, casesAction, notThere } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import { replyToResentMessage } from '../../actions/heard.ts';
import { isSmallTalk, type Typed } from '../../actions/typed.ts';
import {
  caseOrList,
  casesOf,
  isLive,
  lastTyped,
  liveOf,
  onNamedCase,
  pressesMeant,
  typedOfOthers,
} from '../../actions/which-case.ts';
import { isOfSeveral, whoseNames } from '../../actions/whose-words.ts';
import { type CaseId, readCaseId, referencesIn, withReferences } from '../../base/reference.ts';
import { below } from '../../cards/face.ts';
import { faultsInWords, formAgain } from '../../cards/forms.ts';
import { button } from '../../cards/parts.ts';
import { withNumberFor } from '../../cards/to-referrer.ts';
import { isOnlyBack, isOnlyHelp } from '../../case/child-told.ts';
import { textsAsWritten } from '../../case/held.ts';
import { openQuestions } from '../../case/open-questions.ts';
import { both } from '../../case/outcome.ts';
import { draftOf } from '../../case/record.ts';
import { saysAllFirst } from '../../draft/several.ts';
import { fieldNow } from '../../draft/steps.ts';
import { asksToSend, bareYesOrNo } from '../../draft/typed-words.ts';
import { isA } from '../../history/events.ts';
import { unsaidIn } from '../../store/people.ts';
import { sideRecordOfAddition } from '../side-records/state.ts';
import { informationForm, informationSent, mistakeCard } from './cards.ts';
import { events } from './events.ts';
import { fileUnfiled } from './filing.ts';
import {
  markMistake,
  messageParts,
  mistakeMeant,
  movableIn,
  onlyOneSaid,
  recordInformation,
  sentencesOf,
  takeMistakeBack,
} from './rules.ts';
import { sideTask } from './side-task.ts';
import {
  anotherTyped,
  correcting,
  notButThose,
  nothingAdded,
  notThat,
  saysWhom,
  thatWas,
  typedMarks,
} from './taking-back.ts';
import { messagesSaid } from './unfiled-rounds.ts';
import {
  addInformation,
  anotherChild,
  fileWords,
  moveWords,
  readWords,
  sendInformation,
  sentByMistake,
  showWords,
} from './verbs.ts';
import {
  asksAgain,
  asksWhichChild,
  childrenSaid,
  forTheMash,
  ofThisCheck,
  saidFirst,
  typedAlone,
  typedWithdraw,
  withdrawForm,
  yesToNewChild,
} from './where-words-go.ts';
import {
  filingInNew,
  keepWords,
  moveToAnother,
  readUnfiled,
  sayAnotherChild,
  showUnfiled,
  tellTheMash,
} from './which-child.ts';
import {
  meantBy,
  meantByAll,
  ofAll,
  ofThisCheckMore,
  sayAbout,
  sayAboutChild,
  saysOfLine,
  saysWhose,
} from './which-said.ts';

/** The author adds information to a referral that they sent. */
const actions: readonly Action[] = [
  caseAction(addInformation, {
    where: ['chat'],
    setsTopic: true, // an “add:” typed next is about this referral
    does: ({ record }, { corrects, withdraws }, { pack }) => ({
      card: (withdraws ? withdrawForm : informationForm)(record, pack, corrects && correcting(corrects)),
    }),
  }),
  caseAction(sendInformation, {
    where: ['chat'],
    does({ record, referral }, { inputs, inChat, withdraws }, at) {
      const { about } = inputs;
      const words = sentencesOf(inputs, withdraws).join('\n');
      const added = recordInformation(referral, words, textsAsWritten(record), at, inChat && { typedAt: at.now });
      return about && added.kind === 'happened'
        ? both(added, sideRecordOfAddition(record.events, about, messageParts(words)[0] ?? '', at))
        : added;
    },
    again({ record }, given, { pack }, _, why) {
      const form = given.withdraws ? withdrawForm : informationForm;
      const missing = { information: given.withdraws ? 'Say why.' : 'Write what is new.' };
      return { card: form(record, pack, formAgain(given, faultsInWords(why, missing))) };
    },
    after: ({ record, referral }, { inputs, ofMore }, { pack }) => ({
      card: withNumberFor(
        informationSent(record, referral, pack, { about: inputs.about, ofMore }),
        record.events.findLast(isA('InformationAdded')),
        record,
        pack,
      ),
      storeInChat: true,
      isOfDanger: isOnlyBack(inputs.information, record) || isOnlyHelp(inputs.information, record), // its card has the number
    }),
  }),
  caseAction(sentByMistake, {
    where: ['chat'],
    does: ({ record }, { said, back }, at) => (back ? takeMistakeBack(record, at) : markMistake(record, said, at)),
    after({ record }, { said, back }, { pack }) {
      const last = record.events.findLast(isA('SentByMistake'));
      const meant = mistakeMeant(record, back ? last?.said : said);
      return meant ? { card: mistakeCard(record, meant, pack), storeInChat: true } : notThere;
    },
    onRefusal: () => nothingAdded,
  }),
  casesAction(anotherChild, ['chat'], ({ case: id, number, answer, inputs }, context) =>
    number === undefined
      ? filingInNew(id, inputs.words, context)
      : sayAnotherChild({ case: id, number, answer }, context),
  ),
  casesAction(fileWords, ['mash', 'chat'], fileUnfiled),
  casesAction(moveWords, ['mash', 'chat'], moveToAnother),
  casesAction(readWords, ['mash', 'chat'], readUnfiled),
  casesAction(showWords, ['mash', 'chat'], showUnfiled),
];

const isMove = withReferences(/^move\s+REF(?:\s+(\d{1,2}[:.]\d\d))?(?:\s+to\s+REF)?[.!\s]*$/i);
const isWords = withReferences(/^words\s+REF[.!\s]*$/i);

const takesNames = /name|worry|^with|where|who|carer|role|organisation|why|other/; // a box that names may answer
const noSuchNameText = 'No referral or check of yours has that name. “next child” begins one; or type the reference.';

const typed: Typed[] = [
  saysOfLine,
  saysWhose,
  anotherTyped,
  notButThose,
  thatWas,
  notThat,
  yesToNewChild,
  {
    band: 'before the question',
    words: ({ text, person }) => unsaidIn(person).length > 0 || saysAllFirst(text),
    async does({ text, person: before }, context) {
      const own = await casesOf(context);
      const children = own.filter((each) => isLive(each) || each.id === before.openDraft);
      const first = unsaidIn(before).length > 0 ? saidFirst(text, children) : [];
      const heard = context.turnInput.heard || text;
      const isMore = (saysAllFirst(text) || first.length > 0) && own.some(isLive);
      if (isMore) await keepWords([{ words: text, heard }], own, context); // it goes with what waits
      const person = await context.people.load(before.id);
      const [draft] = children.flatMap((each) => draftOf(each) ?? []);
      const field = draft && fieldNow(draft, context.pack);
      const isBare = !field || field.choices !== undefined || !takesNames.test(field.id);
      const all = ofAll(text, unsaidIn(person), children);
      if (all?.length === 0) return asksAgain(person, context);
      const isAsked = openQuestions(own).length > 0;
      const isElse = isAsked || lastTyped(own, person) !== unsaidIn(person).at(-1)?.at;
      const isNumber = /^\W*\d\W*$/.test(text);
      if (isNumber && (isAsked || draft)) return undefined; // it answers something else
      const isOther = isElse && (isAsked || bareYesOrNo(text) !== undefined);
      const one = isOther || !children.every(isLive) ? undefined : onlyOneSaid(text, unsaidIn(person), children);
      const said = all ?? (one ? [one.id] : first.length > 0 ? first : childrenSaid(text, children, isBare));
      const [id, ...also] = said.every((each) => own.some((record) => record.id === each)) ? said : [];
      if (!id) return isNumber ? asksAgain(person, context) : undefined;
      const isAll = all || isMore || (one && !/\blast\b/i.test(text)) || (isNumber && !isElse); // “all three” counts children, “2” is one
      const numbered = isAll ? undefined : messagesSaid(isNumber ? 'last' : text, unsaidIn(person));
      const ofOne = one || referencesIn(text).length > 1 ? undefined : meantBy(said, children, person);
      const named = all || first.length > 1 ? meantByAll(said, children, person, heard) : ofOne;
      const meant = numbered ?? (named?.length === 0 && referencesIn(text).length > 0 ? undefined : named); // a reference is plain
      if (meant?.length === 0) return asksAgain(person, context);
      const words = meant?.map(({ at }) => at).join();
      const reply = await context.press(fileWords, { case: id }, { also: also.join(), ...(words && { words }) });
      const after = await context.people.load(person.id);
      return meant && unsaidIn(after).length > 0 ? [...reply, ...(await asksAgain(after, context))] : reply;
    },
  },
  saysWhom,
  ...typedAlone,
  { words: ['add information'], does: pressesMeant(addInformation) },
  typedWithdraw,
  asksWhichChild,
  ...typedMarks,
  {
    band: 'before the question',
    words: withReferences(/^(?:add\s*:|(?:add\s+(?=\S+\s*:)|(?:add\s+)?(?=\w+-\w{4}-\w{3}\b[\s,:]+\S))REF[\s,:]+)\s*/i),
    async does({ text, person, named, rest: information }, context) {
      const own = await casesOf(context);
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
  forTheMash,
  {
    band: 'before the question', // says which child the words are about that wait
    words: withReferences(/^about\s+(?=\w+-\w{4}-\w{3}\b)REF(?:[\s,:.!]+|$)/i),
    does: (said, context) => sayAbout(said, context),
  },
  {
    band: 'before the question', // “about nadia …”: the only child of theirs with this name
    words: /^about\s+(?:(?:girl|boy)\s+)?([\p{L}’'-]+)(?:[\s,:.!]+|$)/iu,
    async does({ match: [, name = ''], ...said }, context) {
      const own = await casesOf(context);
      const named = whoseNames(name, own);
      const [only, another] = named.filter(isLive);
      const isOfMore = whoseNames(said.text, own).some((each) => each !== only);
      const isBare = own.some(isLive) && said.rest.trim() === '';
      if (isBare && another) return asksAgain(said.person, context);
      if (isBare && named.length === 0) return { reply: [{ text: noSuchNameText }], isNews: 'anything' };
      if (!only || another || isOfMore) return undefined;
      return sayAboutChild(only.id, said.rest, said, context);
    },
  },
  ofThisCheck,
  ofThisCheckMore,
  { band: 'before the question', words: isWords, does: ({ id }, { press }) => id && press(showWords, { case: id }) },
  typedOfOthers(isMove, (id, { match: [, , time = '', into = ''] }, { press }) =>
    press(moveWords, { case: id, into: readCaseId(into) }, { words: time.replace('.', ':').padStart(5, '0') }),
  ),
  {
    // of a member of the MASH
    where: ['mash'],
    words: /^about\s/i,
    help: ['about HT-…', 'What its author typed without a child is about this child'],
    does({ text }, { press }) {
      const [id, ...also] = childrenSaid(text);
      return id && press(fileWords, { case: id }, { also: also.join() });
    },
  },
  {
    where: ['mash'],
    words: ({ text }) => isWords.test(text.trim()) || isMove.test(text.trim()),
    does: [{ text: 'Type that to me in our own chat: here everybody would read the words.' }],
  },
  {
    band: 'before the question', // nothing is left to send
    words: ({ said, person }) => asksToSend(said) && !person.openDraft,
    async does({ person }, context) {
      if (unsaidIn(person).length > 0) return asksAgain(person, context);
      const again = await replyToResentMessage(context);
      return again ?? ((await liveOf(context)).length > 0 ? context.shows.ownCases() : undefined);
    },
  },
  {
    band: 'news',
    words: (words) => !isSmallTalk(words) && !asksToSend(words.said),
    does: ({ text, person }, context) => tellTheMash(text, person, context),
  },
];

export const information = {
  name: 'information',
  events,
  actions,
  typed,
  sideTask,
  face: {
    more: ({ record }) => [
      movableIn(record).length > 0 && button(moveWords, 'About another child', { case: record.id }),
    ],
  },
  receipt: { buttons: { addInformation: below(addInformation, 'Add information') } },
} satisfies Feature;
