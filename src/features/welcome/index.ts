import { casesAction } from '../../actions/action.ts';
import { type Context, replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import { isSmallTalk, type Typed, type Words } from '../../actions/typed.ts';
import { casesOf, liveOf } from '../../actions/which-case.ts';
import { Duration, plus } from '../../base/time.ts';
import { numbersInWords, withNumbersAbove } from '../../cards/helpful.ts';
import { childInWords, toMyReferrals } from '../../cards/to-referrer.ts';
import { explain, myReferrals, start } from '../../cards/verbs.ts';
import { ownAnswers } from '../../case/record.ts';
import { isUrgent } from '../../case/urgent.ts';
import { readChoice } from '../../draft/typed-choice.ts';
import { caseQuestion, tellsBeside } from '../../understanding/case-questions.ts';
import { hear } from '../../understanding/hear.ts';
import { afterSendingCard, dangerAnswers, helloAgainCard, smallTalkCard, welcomeCard } from './cards.ts';

const greetings = ['hi', 'hello', 'hey', 'hi there', 'good morning', 'good afternoon', 'good evening'];

const cries = ['help me', 'please help', 'please help me', 'i need help', 'help please'];
const isAnyoneThere =
  /^(?:(?:hi|hello|hey)\W+)*(?:(?:are )?(?:you|u)|(?:is )?(?:any|some) ?(?:one|body)) (?:still )?there\W*$/i;

/** “hello??” may be a cry for help; “are you there” is answered. */
const asksForSomebody = ({ said, text }: Words) =>
  isAnyoneThere.test(text.trim()) || (greetings.includes(said) && text.includes('?'));

/** “what happens next”: after the decision, that answers it. */
function isOfLater(text: string): boolean {
  const { does, intents } = hear(text);
  return does === 'act' && ['q next', 'q how-long'].includes(intents[0]?.means ?? '');
}

const isAnyLive = async (context: Context) => (await liveOf(context)).length > 0;

/** The greeting asks whether the child is in danger. */
async function greet({ pack, people, by, now }: Context) {
  await people.change(by.id, (person) => ({ ...person, greetedAt: now() }));
  return welcomeCard(pack);
}

const answersWithin = Duration.parse('PT5M'); // later, a “no” may answer something else
const saidOfDanger = (text: string) => {
  const read = readChoice(text, dangerAnswers);
  return read?.more ? undefined : read?.id;
};

/**
 * The numbers come first, because a person who asks for help may need it now. Who asks whether somebody is there reads what is
 * sent, and the numbers only where a referral of theirs is urgent.
 */
const showHelp = async ({ text, person }: Words, context: Context) => {
  const { pack, press, now } = context;
  const live = await liveOf(context);
  const numbers = { text: numbersInWords(pack), isOfDanger: true };
  if (!isAnyoneThere.test(text.trim()))
    return [numbers, { card: withNumbersAbove(live.length > 0 ? afterSendingCard(pack) : await greet(context), pack) }];
  if (live.length === 0 && person.openDraft) return undefined; // the check answers it, and asks again
  const first = live.some((record) => isUrgent(record, pack, now())) ? [numbers] : [];
  const sent = live.length > 0 ? await press(myReferrals, {}) : replyCard(await greet(context));
  return [...first, ...(await press(explain, { topic: 'reading-now' })), ...sent];
};

const typed: Typed[] = [
  {
    words: (words) => [...greetings, 'menu'].includes(words.said) && !asksForSomebody(words),
    does: async ({ said, person: { openDraft } }, context) =>
      replyCard(openDraft && said !== 'menu' ? helloAgainCard(openDraft, context.pack) : await greet(context)),
  },
  {
    isNews: true, // it may be a cry
    words: ['help', 'helpp', 'hlep'],
    does: showHelp,
  },
  {
    band: 'danger',
    isNews: true,
    words: (words) => cries.includes(words.said) || asksForSomebody(words),
    does: showHelp,
  },
  { words: ['my referrals'], does: (_, { press }) => press(myReferrals, {}) },
  {
    // “whats my reference”, “is that two referrals or one”
    band: 'before the question',
    words: ({ text }) => caseQuestion(text) === 'which',
    async does({ text }, context) {
      const live = await liveOf(context);
      const sent = live.length;
      const each = live.map((record) => `${record.id}: ${childInWords(ownAnswers(record)) ?? 'no name yet'}.`);
      if (sent === 0 && (await casesOf(context)).length === 0) return undefined;
      const said =
        sent === 1
          ? 'You have sent one referral. Its reference is below.'
          : sent > 1
            ? [`You have sent ${sent} referrals.`, ...each].join(' ')
            : 'You have sent none yet.';
      return { reply: await context.shows.ownCases(said), isNews: tellsBeside(text) && 'anything' };
    },
  },
  {
    band: 'before the question', // “so what did they decide”, and after a decision also “what happens next”
    words: ({ text }) => caseQuestion(text) === 'decided' || isOfLater(text),
    async does({ text }, context) {
      const live = await liveOf(context);
      const decided = live.filter(({ status }) => status === 'decided');
      const [latest, another] = decided;
      if (!latest || (isOfLater(text) && decided.length < live.length)) return undefined;
      const reply = another ? await context.shows.ownCases() : context.shows.whereItStands(latest);
      return { reply, isNews: tellsBeside(text) && 'anything' };
    },
  },
  {
    band: 'otherwise',
    // “no” after the greeting answers its question; later it answers nothing, and a “yes” is asked again
    words: (words) => !words.person.openDraft && (isSmallTalk(words) || saidOfDanger(words.text) !== undefined),
    async does({ text, person: { greetedAt } }, context) {
      const danger = saidOfDanger(text);
      const isAnswer = danger !== undefined && greetedAt && plus(greetedAt, answersWithin) > context.now();
      if (isAnswer || danger === 'yes') return context.press(start, isAnswer ? { danger } : {});
      return replyCard(smallTalkCard(context.pack, await isAnyLive(context)));
    },
  },
];

/** The entrance: what the bot is for, and the author's own drafts and referrals. */
export const welcome = {
  name: 'welcome',
  actions: [casesAction(myReferrals, ['chat'], (_, { shows }) => shows.ownCases())],
  typed,
  menu: welcomeCard,
  greets({ person: { openDraft }, isKnown }, pack) {
    if (openDraft) return replyCard(helloAgainCard(openDraft, pack));
    return isKnown ? [] : undefined;
  },
  receipt: { buttons: { myReferrals: () => toMyReferrals } },
} satisfies Feature;
