import { casesAction, notThere, type PressInput } from '../../actions/action.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import { replyToResentMessage } from '../../actions/heard.ts';
import { isSmallTalk, type Typed, type Words } from '../../actions/typed.ts';
import { casesOf, isLive, liveOf, loadOwn, othersOf } from '../../actions/which-case.ts';
import { childrenOf, whoseNames } from '../../actions/whose-words.ts';
import { type CaseId, referencesIn, withoutReferences } from '../../base/reference.ts';
import { withoutEnd } from '../../base/texts.ts';
import { Duration, type Instant, plus } from '../../base/time.ts';
import { helpCard } from '../../cards/helpful.ts';
import { clock } from '../../cards/london.ts';
import { button, excerpt, shown } from '../../cards/parts.ts';
import { answerAsked, answerQuestion, open, reportFound, reportMissing } from '../../cards/verbs.ts';
import { askedAll, askedOf } from '../../case/held.ts';
import { openQuestions, perhapsAnswer } from '../../case/open-questions.ts';
import { doubtOf } from '../../case/placed.ts';
import { type CaseRecord, ownAnswers, textIn } from '../../case/record.ts';
import { numberSaid } from '../../case/referrer-reach.ts';
import { saidIn } from '../../case/said.ts';
import { leavingIn } from '../../draft/leaving-said.ts';
import { namesOther } from '../../draft/news-said.ts';
import { confirming } from '../../draft/numbers-said.ts';
import { bareYesOrNo, wordsIn } from '../../draft/typed-words.ts';
import { placedIn } from '../../draft/whose.ts';
import { textOf } from '../../history/events.ts';
import { type PersonRecord, unsaidIn } from '../../store/people.ts';
import { isKnownWord } from '../../understanding/danger.ts';
import { askPlaced, sayPlaced } from '../address/verbs.ts';
import { mayBeAnother } from '../information/state.ts';
import { anotherChild, sendInformation } from '../information/verbs.ts';
import { isDisputed, isOpenLeft, openTimesOf, type SaidTime } from '../leaving-time/state.ts';
import { checkLeavingTime } from '../leaving-time/verbs.ts';
import { answersFound, askedFoundAt, askedMissingAt, ownReport } from '../missing/state.ts';
import { referrerMessagesOf } from '../tell/state.ts';
import { referrerMessageRead } from '../tell/verbs.ts';

type YesNo = 'yes' | 'no';
/** Something that the bot or the MASH has asked the author of a case, and that a “yes” or “no” may answer. */
interface Asked {
  what: PressInput<typeof answerAsked>['what'];
  of: CaseId;
  at: Instant;
  title: string;
  isUnclear?: boolean; // not by one word alone
  isOfMash?: boolean; // it waits however long
  /** @param said the word as typed; undefined if it is with the MASH already */
  does(right: YesNo, context: Context, said?: string): Promise<Reply>;
}

const tell = (of: CaseId, information: string, { press }: Context) =>
  press(sendInformation, { case: of, inChat: true }, { information });

function timeTitle(time: SaidTime) {
  if (isOpenLeft(time)) return 'The child has left';
  return time.leavesSight && !time.soon ? `The time, ${clock(time.leavesSight)}` : 'When they leave';
}

/** The newest question of the MASH, which a word, or words before it, may answer. */
function questionAsked(record: CaseRecord): Asked | undefined {
  const { id: of } = record;
  const [open] = openQuestions([record]);
  const perhaps = perhapsAnswer(record);
  if (!open) return undefined;
  const { number, askedAt } = open.question;
  return {
    ...{ what: 'answer', of, at: askedAt, isOfMash: true },
    title: `“${excerpt(textIn(record, textOf.question(number)), 60)}”`,
    does(right, context, said = right) {
      if (perhaps && right === 'no') return tell(of, said, context); // those words are not it
      const answer = perhaps ? `${perhaps.words}\n${said}` : said;
      return context.press(answerQuestion, { case: of, question: number }, { answer });
    },
  };
}

/** @param saidAt when the author last said something: a message that they had read by then is answered */
function askedIn(record: CaseRecord, saidAt: string): Asked[] {
  const { id: of, author, events } = record;
  const ofCase = { case: of };
  const stays = (context: Context, said?: string) => (said ? tell(of, said, context) : context.press(open, ofCase));
  const times = openTimesOf(events);
  const time = times.findLast(isOpenLeft) ?? times.at(-1);
  const address = askedOf(record, author);
  const missing = ownReport(record);
  const maybeMissing = askedMissingAt(record);
  const maybeFound = askedFoundAt(record);
  const other = mayBeAnother(record);
  const message = referrerMessagesOf(events).at(-1);
  const phone = numberSaid(record, saidAt === '');
  return shown<Asked>([
    time &&
      !time.right && {
        ...{ what: isOpenLeft(time) ? 'left' : 'time', of, at: time.at, isUnclear: isDisputed(record, time) },
        title: timeTitle(time),
        // without a time there is nothing to confirm, and the card asks again
        does: (right, { press }) =>
          press(checkLeavingTime, { ...ofCase, number: time.number, right: time.leavesSight ? right : 'yes' }),
      },
    address && {
      ...{ what: 'address', of, at: address.at, title: 'Placed at that address' },
      does: (placed, { press }) =>
        askedAll(record, author).length > 1 || (placed === 'no' && doubtOf(record, address))
          ? press(askPlaced, ofCase)
          : press(sayPlaced, { ...ofCase, number: address.number, placed }),
    },
    missing &&
      !missing.found &&
      !missing.police && {
        ...{ what: 'police', of, at: missing.lastAt, title: 'The police know' },
        does: (know, { press }) => press(reportMissing, ofCase, { know }),
      },
    maybeMissing && {
      ...{ what: 'gone', of, at: maybeMissing, title: 'The child is missing' },
      does: (right, context, said) => (right === 'yes' ? context.press(reportMissing, ofCase) : stays(context, said)),
    },
    maybeFound && {
      ...{ what: 'found', of, ...maybeFound, title: 'The child is found' },
      does: (right, context, said) => (right === 'yes' ? context.press(reportFound, ofCase) : stays(context, said)),
    },
    other && {
      ...{ what: 'child', of, at: other.at, title: 'Still this child' },
      does: (right, context, said) =>
        right === 'no' ? context.press(anotherChild, { ...ofCase, number: other.number }) : stays(context, said),
    },
    phone?.number && {
      ...{ what: 'number', of, at: phone.at, title: `The number ${phone.number}` },
      does: (right, context, said) =>
        right === 'yes' ? tell(of, confirming(phone.number), context) : stays(context, said),
    },
    questionAsked(record),
    message &&
      (message.at > saidAt || message.reached?.how !== 'read') && {
        ...{ what: 'message', of, at: message.at, title: 'The message of the MASH', isOfMash: message.at > saidAt },
        does: (_, context, said) =>
          said
            ? tell(of, said, context) // that is to have read it
            : context.press(referrerMessageRead, { ...ofCase, number: message.number }),
      },
  ]);
}

/** When this person last said something to the MASH. */
const lastSaid = (own: CaseRecord[], { id, unfiled = [] }: PersonRecord) =>
  [
    ...own.flatMap(({ events }) => saidIn(events.filter((event) => 'by' in event && event.by === id))),
    ...unfiled,
  ].reduce((last, { at }) => (last > at ? last : at), '');

const answersWithin = Duration.parse('PT15M'); // later, a word may answer something else
const comesWithin = Duration.parse('PT1M'); // a question may reach the chat later than the moment it was asked
/** “yes and hurry”, “no not yet”: beside a check, it may answer another question than the check's. Not “no adult here”. */
const saysMore =
  /^(?!no (?:other |real |visible )?(?:adults?|one|body|idea|clue|english|phone|parents?|family|relatives?|carers?|money|passport|id|name|papers|shoes|coat|bags?|luggage|injur\w+|marks|bruises)\b)(?:y|yes|yeah|yep|yup|n|no|nope|nah)\b\W+\w/;
/** A sentence behind the “no” answers a question of one of several only if it tells of it: not “no sorry it wasnt him selling …”. */
const tells: Partial<Record<Asked['what'], RegExp>> = {
  police: /\b(?:police|999|101|rang|told|know|ref|log)\b/,
  found: /\b(?:found|back|here|there|safe|home|missing|gone|lost)\b/,
  gone: /\b(?:found|back|here|there|safe|home|missing|gone|lost|left|taken|took)\b/,
  left: /\b(?:left|gone|here|there|still|with|in|going|leav\w+)\b/,
  address: /\b(?:liv\w+|plac\w+|there|address|house|home|foster|carers?)\b/,
};
const isTold = (word: string) => saysMore.test(word) && wordsIn(word).length > 6;
const spoken =
  /^(?:(left|time|address|police|gone|found|child|message|number)(?:\s*:\s*|\s+))?(?:(y|yes|yeah|yep|yup)|n|no|nope|nah|not yet)$/;

/** “left: yes yonas”, “left: no. dawit hasnt gone anywhere” */
const SPOKEN_FIRST =
  /^((?:left|time|address|police|gone|found|child|message|number) ?: ?(?:yes|no|yep|yeah|nope))[\s,.;–-]{1,3}(\S.*)$/s;

/**
 * The word without a reference, and that: “HT-… yes” answers a question about that child, as “yes” does, and so do “yep
 * thats right” and what says it of the address.
 */
function wordOf(said: string): { word: string; about?: CaseId | undefined; more?: string | undefined } {
  const [about, another] = referencesIn(said);
  if (another) return { word: said };
  const rest = about ? withoutEnd(withoutReferences(said).trim().replace(/^\W+/, ''), ' ,.:;!?-') : said;
  const placed = placedIn(rest);
  const [, named, more] = SPOKEN_FIRST.exec(rest) ?? [];
  if (named) return { word: named, about, more };
  return { word: spoken.test(rest) ? rest : placed ? `address: ${placed}` : (bareYesOrNo(rest) ?? rest), about };
}
/** Who has not left is not missing; and once it is asked whether a child is back, nothing asks whether they left. */
const isOver = ({ what, of, at }: Asked, all: Asked[], named: string | undefined, stays: CaseId[]) =>
  (what === 'gone' && stays.includes(of)) ||
  (what === 'left' && !named && all.some((each) => each.what === 'found' && each.of === of && each.at > at));

/**
 * A “yes” or “no” answers the only open question, or the one that it names: “time: yes”. Otherwise it sets nothing, is news,
 * and the bot asks which question is meant. Whoever goes on with the check after a question answers the check.
 * Of several children, the word goes to the MASH without one.
 */
async function answer({ text, said, person }: Words, context: Context) {
  const { now } = context;
  const { word, about, more = '' } = wordOf(said);
  const [whole, named, yes = whole === undefined && /^y/.test(word)] = spoken.exec(word) ?? [];
  const right = yes ? 'yes' : 'no';
  const own = (await liveOf(context)).filter((each) => !about || each.id === about);
  const rest = wordsIn(word).slice(1);
  const isName = rest.length > 0 && rest.length <= 2 && unsaidIn(person).length > 0;
  if (!about && !named && isName && childrenOf(rest.join(' '), own).length === 1) return undefined; // “no paige” says whose words wait
  const saidAt = lastSaid(own, about ? { ...person, unfiled: [] } : person);
  const { checkAskedAt = '' } = person;
  const openDraft = !about || about === person.openDraft ? person.openDraft : undefined;
  const isOpen = ({ at, isOfMash }: Asked) =>
    (isOfMash || plus(at, answersWithin) > now()) &&
    !(openDraft && checkAskedAt >= plus(at, comesWithin) && checkAskedAt >= saidAt); // the check asks last
  const isOfMany = own.length > 1 || openDraft !== undefined;
  const meant = more === '' ? [] : whoseNames(more, await casesOf(context)); // “left: yes yonas”
  const isOfNobody = meant.length === 0 && wordsIn(more).length <= 2 && !wordsIn(more).every(isKnownWord);
  if (isOfNobody || meant.some((each) => !isLive(each))) return undefined; // of a check, or of nobody whom the bot knows
  const all = (meant.length > 0 ? meant : own)
    .filter((record) => !namesOther(text, ownAnswers(record), othersOf(record, own)))
    .flatMap((record) => askedIn(record, saidAt))
    .filter(({ what }) => !(isOfMany && isTold(word) && tells[what]?.test(word) === false))
    .filter((each) => (named ? each.what === named || (named === 'time' && each.what === 'left') : isOpen(each)));
  const stays = all.filter(({ what }) => what === 'left' && right === 'no').map(({ of }) => of);
  const asked = all.filter((each) => !isOver(each, all, named, stays));
  const [only, another] = asked;
  if (!only || (word === 'not yet' && asked.every(({ what }) => what !== 'police'))) return undefined;
  const before = await replyToResentMessage(context);
  if (before) return before;
  if (isSmallTalk({ said: word })) {
    const newest = asked.filter(({ isOfMash }) => isOfMash).sort((one, other) => (one.at > other.at ? -1 : 1))[0];
    return newest && tell(newest.of, text, context); // it answers no question
  }
  const isClear = !another && (named || (!openDraft && !saysMore.test(word) && !only.isUnclear));
  if (isClear && wordsIn(more).length > meant.length) await tell(only.of, text, context);
  if (isClear) return only.does(right, context, named ? undefined : text);
  const several = asked.some(({ of }) => of !== only.of);
  const isMore = own.length > 1 && wordsIn(word).length > 4; // it may be of another child
  if (!several && !isMore) await tell(only.of, text, context);
  const choices = asked.filter(({ what }) => several || what !== 'message'); // by their words it is read
  const names = [...choices.map(({ what }) => what), ...(openDraft && !named ? ['check'] : [])];
  const card = helpCard(context.pack, {
    heading: 'Which question?',
    lines: [
      'Nothing is set yet. The MASH has your word.',
      `Press the one you mean, or type ${[...new Set(names)].map((name) => `“${name}: ${right}”`).join(' or ')}.`,
    ],
    rows: [
      [
        choices.map(({ what, of, at, title }) =>
          button(answerAsked, `${title}${several ? ` (${of})` : ''}: ${right}`, { case: of, what, at, right }),
        ),
        openDraft && !named && button(open, 'The check', { case: openDraft }),
      ],
    ],
  });
  return several || isMore ? { reply: replyCard(card), isNews: true as const } : replyCard(card);
}

const typed: Typed[] = [
  {
    // “yes shes with me n mrs cole the head, hes outside”: who is back and who saw them, and news
    words: ({ said }) => /^(?:y|yes|yeah|yep|yup)\W+\w/.test(wordOf(said).word),
    async does({ text, said }, context) {
      const { about } = wordOf(said);
      const [only, another] = (await liveOf(context)).filter(
        (each) => (!about || each.id === about) && answersFound(withoutReferences(text), each, context.now()),
      );
      if (!only || another) return undefined;
      await tell(only.id, text, context);
      return context.press(reportFound, { case: only.id });
    },
  },
  {
    // “yes shes left 2 mins ago. police not told yet”: the answer, and news
    words: ({ said }) => /^(?:y|yes|yeah|yep|yup)\W+\w/.test(said),
    async does({ text }, context) {
      const now = context.now();
      const { at, soon } = leavingIn(text, now) ?? {};
      if (!at || at > now || soon) return undefined;
      const [only, another] = (await liveOf(context))
        .flatMap((record) => askedIn(record, ''))
        .filter(({ what, at }) => what === 'left' && plus(at, answersWithin) > now);
      if (!only || another) return undefined;
      await tell(only.of, text, context);
      return only.does('yes', context);
    },
  },
  {
    words: ({ said, person }) =>
      spoken.test(wordOf(said).word) ||
      isSmallTalk({ said: wordOf(said).word }) ||
      (person.openDraft !== undefined && saysMore.test(said)),
    does: answer,
  },
];
const actions = [
  casesAction(answerAsked, ['chat'], async ({ case: id, what, at, right }, context) => {
    const record = await loadOwn(id, context.by, context);
    if (!record) return notThere;
    const asked = isLive(record) && askedIn(record, '').find((each) => each.what === what && each.at === at);
    return asked ? asked.does(right, context) : context.shows.whereItStands(record);
  }),
];
/** Which question a “yes” or “no” of an author answers. */
export const yesOrNo = { name: 'yes-or-no', actions, typed } satisfies Feature;
