import { type Action, casesAction, ownAction } from '../../actions/action.ts';
import type { Context, Reply } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import { caseWithMessage } from '../../actions/heard.ts';
import type { Typed, Words } from '../../actions/typed.ts';
import {
  caseMeant,
  caseOrList,
  casesOf,
  isBlank,
  isForBegun,
  isLive,
  liveOf,
  loadOwn,
  onlyLive,
  onNamedCase,
  ownDraft,
  pressesMeant,
} from '../../actions/which-case.ts';
import { childrenOf } from '../../actions/whose-words.ts';
import { afterReferences, type CaseId, referencesIn, withReferences } from '../../base/reference.ts';
import { Duration, plus } from '../../base/time.ts';
import { button } from '../../cards/parts.ts';
import { missing, reportFound, reportMissing } from '../../cards/verbs.ts';
import { asFound, besideHelp, toldIn } from '../../case/child-told.ts';
import { refuseLongTexts } from '../../case/commands.ts';
import { missingIn, reportIn } from '../../case/missing.ts';
import { type CaseRecord, ownAnswers } from '../../case/record.ts';
import { isChildMissing } from '../../case/referral.ts';
import { submitted } from '../../case/standing.ts';
import type { SubmittedReferral } from '../../case/state.ts';
import { answerTo } from '../../draft/draft.ts';
import { besideReturned, maybeMissing, missingNowIn, namesThing, saysGone } from '../../draft/missing-words.ts';
import { namesOtherTold } from '../../draft/near-said.ts';
import { namesAny, namesIn, tellsOfAnother } from '../../draft/news-said.ts';
import { says } from '../../draft/says.ts';
import { saysAllFirst } from '../../draft/several.ts';
import { namesPolice, policeIn } from '../../draft/typed-police.ts';
import { wordsIn } from '../../draft/typed-words.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { sendInformation } from '../information/verbs.ts';
import { events } from './events.ts';
import { askedMissingAt, ownReport, takesFoundBack } from './state.ts';
import { askWhichChild, savePhone, showMissing, tellFound, tellMissing } from './telling.ts';

const actions: readonly Action[] = [
  casesAction(missing, ['chat'], showMissing),
  ownAction(reportMissing, tellMissing),
  ownAction(reportFound, tellFound),
];

const answersWithin = Duration.parse('PT1H');
const fewWords = 6; // more tell a story, which begins a check and is kept there
const NO_MORE_SAID = /^(?:a |(?:the )?child (?:is )?)?(?:gone )?(?:missing|awol|mis-?per)(?: child)?$/;

const WITH_COLON = withReferences(/^(missing|found)(?:\s+REF)?\s*:\s*/i);

/**
 * “HT-… is missing”, “missing HT-… since 1”: what words with the reference of this child say beside that it is missing. Where
 * the reference stands among other words, all of them.
 */
function missingByReference(text: string, name?: string): { more: string } | undefined {
  const whole = missingIn(text, name);
  if (whole) return whole;
  const after = afterReferences(text);
  const before = text.slice(0, text.length - after.length);
  return missingIn(after, name) && !/\b(?:of|not|with|nobody)\s+\S+$/i.test(before.trim()) ? { more: text } : undefined;
}

const typed: Typed[] = [
  {
    band: 'danger',
    words: ({ text }) => /\bmissing\b/i.test(text) && referencesIn(text).length === 1 && !WITH_COLON.test(text.trim()),
    async does({ text }, context) {
      const [id] = referencesIn(text);
      const own = id && (await loadOwn(id, context.by, context));
      const said = missingByReference(text, own ? answerTo(ownAnswers(own), 'child-name') : undefined);
      return (
        said &&
        id &&
        onNamedCase(
          id,
          context,
          () => tellTyped(id, said.more, context),
          async () => id,
        )
      );
    },
  },
  {
    band: 'danger',
    isNews: true, // where the MASH has several cases of its author
    words: ({ text, said }) =>
      (reportIn(said) ?? reportIn(missingNowIn(text) ?? ''))?.isFound === false && !said.includes(':'),
    does: ({ text, said, person }, context) =>
      ofOnlyCase({ said, person }, context, (only) => {
        const tell = (id: CaseId) =>
          context.press(reportMissing, { case: id }, { police: NO_MORE_SAID.test(said) ? '' : text });
        return onNamedCase(undefined, context, tell, async () => only);
      }),
  },
  {
    words: ['child is found', 'the child is found'],
    does: pressesMeant(reportFound),
  },
  {
    band: 'before the question', // “no i meant the van”, after a “yes” that the child is found
    words: ({ person }) => !person.openDraft,
    async does({ text, person }, context) {
      const only = onlyLive(await casesOf(context), person);
      if (!only || referencesIn(text).length > 0 || !takesFoundBack(text, only, context.now())) return undefined;
      const tell = (id: CaseId) => tellTyped(id, text, context);
      return onNamedCase(undefined, context, tell, async () => only.id);
    },
  },
  {
    band: 'before the question',
    isNews: true,
    words: ({ said, person }) => saysGone(said, person.openDraft !== undefined),
    does: (words, context) => ofOnlyCase(words, context, (id) => context.press(missing, { case: id })),
  },
  {
    band: 'before the question',
    isNews: true,
    words: WITH_COLON,
    async does({ person, text, match: [, verb = ''], named: typedId, id: meantId, rest: words }, context) {
      if (referencesIn(text).length > 1) return undefined; // two say no child
      const about = typedId === undefined ? await caseMeant(person, context) : undefined;
      const isFound = verb.toLowerCase() === 'found';
      const live = await liveOf(context);
      const meant = live.find(({ id }) => id === (typedId ? meantId : about?.id));
      const isUnsaid = typedId === undefined && !about && live.length > 0;
      const isNotFound =
        isFound &&
        (/^\W*(?:no|not|never|nope|nobody)\b/i.test(words) || says('missing', words) || dangerIn(`found ${words}`));
      // of a child who is safe, or is found already, or of a thing, “found: …” is no report
      if (isUnsaid || isNotFound || (isFound && meant && !mayBeFound(submitted(meant), words))) return [];
      const tell = (id: CaseId) =>
        isFound
          ? withNews(id, words, context, (police) => context.press(reportFound, { case: id }, { police }))
          : tellTyped(id, words, context);
      return onNamedCase(typedId, context, tell, async () => about?.id ?? askWhichChild(context, whichFirst));
    },
  },
  {
    band: 'before the question',
    isNews: 'an answer',
    words: ({ text, person }) => !person.openDraft && maybeMissing(text),
    async does({ text }, context) {
      const [named] = referencesIn(text);
      const own = await liveOf(context);
      const [only, other] = named ? own.filter(({ id }) => id === named) : own;
      const report = only && ownReport(only);
      if (
        !only ||
        other ||
        !maybeMissing(besideReturned(...asFound(besideHelp(text, only), only))) ||
        (report && !report.found) ||
        tellsOfAnother(text, ownAnswers(only), only.facts.texts)
      )
        return undefined;
      return ofDanger(await context.press(missing, { case: only.id }));
    },
  },
  {
    band: 'news', // what the police know stands in the report
    words: ({ text }) => namesPolice(text) && policeIn(text) !== 'not-said',
    async does({ text, person }, context) {
      const own = await casesOf(context);
      const gone = own.filter((each) => isLive(each) && ownReport(each)?.found === undefined && ownReport(each));
      const named = childrenOf(text, own);
      const meant = named.length > 0 ? gone.filter((each) => named.includes(each)) : gone;
      const isOfEach = areTogether(meant, policeIn(text));
      const first = isOfEach ? meant[0] : onlyLive(own, person);
      const report = first && ownReport(first);
      const askedAt = first && askedMissingAt(first);
      const isAsked = askedAt && plus(askedAt, answersWithin) > context.now();
      if (!first || (!isAsked && (!report || report.found || report.police === policeIn(text)))) return undefined;
      if (caseWithMessage([first], context.turnInput.heard)) return undefined;
      const tell = async (id: CaseId) => {
        for (const each of isOfEach ? meant.slice(1) : []) await tellTyped(each.id, text, context);
        return tellTyped(id, text, context);
      };
      return onNamedCase(first.id, context, tell, async () => first.id);
    },
  },
  {
    band: 'before the question',
    isNews: true, // where it is not clear of which case: it is about their telephone
    words: withReferences(/^my phone(?:\s+REF)?\s*:\s*/i),
    async does({ person, named, rest }, context) {
      const keep = (id: CaseId) => savePhone(id, rest, context);
      const isUnsaid = !named && !(await caseMeant(person, context));
      const isWithMash = (await liveOf(context)).length > 0;
      return isUnsaid && isWithMash ? [] : onNamedCase(named, context, keep, () => caseOrList(person, context));
    },
  },
];

const togetherWithin = Duration.parse('PT1M');
/** Whether words of the police are of all these missing children: of one, or of several who were reported together. A “no” may take back what was said of one. */
function areTogether(gone: CaseRecord[], know: 'yes' | 'no' | 'not-said'): boolean {
  const since = gone.flatMap((each) => ownReport(each)?.at ?? []).sort();
  const [first, last] = [since[0], since.at(-1)];
  return (
    first !== undefined &&
    last !== undefined &&
    (know === 'no' ? gone.length === 1 : last <= plus(first, togetherWithin))
  );
}

const mayBeFound = (referral: SubmittedReferral, words: string) =>
  !referral.found && (isChildMissing(referral) || (!referral.safe && !namesThing(words)));
const whichFirst = 'Nothing was told yet. Press which child, or type “missing”, the reference, “:” and your words.';

/**
 * What is done of the only case that words can be about. Where the MASH has another, the words go there without a child,
 * and the card that asks which child does it once that is said. Otherwise the bot asks.
 */
async function ofOnlyCase(
  { said, person }: Pick<Words, 'said' | 'person'>,
  context: Context,
  does: (id: CaseId) => Promise<Reply>,
) {
  const own = await casesOf(context);
  const [sent, another] = own.filter(isLive);
  if (sent && saysAllFirst(said)) return undefined; // they are of each
  const check = own.find((each) => each.id === person.openDraft && isForBegun(said, each, own, context.now()));
  const only = onlyLive(own, person) ?? (check && isBlank(check) ? (another ? undefined : sent) : check);
  if (only && (isOfAdult(said, only) || isOfHelp(said, only))) return undefined; // “brook ran off”, of the landlord
  if (!only && own.some(isLive)) return [];
  const begins = !NO_MORE_SAID.test(said) && (missingNowIn(said) !== undefined || wordsIn(said).length > fewWords);
  if (!only && (person.openDraft || begins)) return undefined; // a check keeps the words
  const reply = await (only ? does(only.id) : context.press(missing, {}));
  return ofDanger(reply);
}

/** “theyve gone”, of a child whom the police take to hospital. */
const isOfHelp = (said: string, own: CaseRecord) => besideHelp(said, own) === '';
/** Whether they name an adult of whom their author told, and not the child. */
const isOfAdult = (said: string, own: CaseRecord) =>
  namesOtherTold(said, toldIn(own)) && !namesAny(said, namesIn(ownAnswers(own)));

/** The numbers stand on its card. */
const ofDanger = (reply: Reply): Reply => reply.map((message) => ({ ...message, isOfDanger: true }));

/**
 * “missing: …” tells the MASH what was typed. “missing: no” alone may answer something else, so it tells nobody and
 * shows the card.
 */
function tellTyped(id: CaseId, typedWords: string, context: Context) {
  const { press } = context;
  const words = typedWords.trim();
  if (/^no[.!]*$/i.test(words)) return press(missing, { case: id });
  const saysOnlyPolice = /^(yes|not yet|not told)?[.!]*$/i.test(words);
  return withNews(id, saysOnlyPolice ? '' : typedWords, context, (police) =>
    press(reportMissing, { case: id }, { know: policeIn(typedWords), police }),
  );
}

/** Words that are too long for a report follow it as news. */
async function withNews(id: CaseId, words: string, context: Context, tells: (words: string) => Promise<Reply>) {
  if (!refuseLongTexts({ words }) || (await ownDraft(id, context.by, context))) return tells(words);
  const told = await tells('');
  return [...told, ...(await context.press(sendInformation, { case: id, inChat: true }, { information: words }))];
}

export const missingChild = {
  name: 'missing',
  events,
  actions,
  typed,
  receipt: {
    buttons: { missing: ({ record }) => button(missing, 'Child is missing', { case: record.id, below: true }) },
  },
} satisfies Feature;
