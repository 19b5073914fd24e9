import { casesAction } from '../../actions/action.ts';
import { type Context, replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import { isSmallTalk, type Typed, type Words } from '../../actions/typed.ts';
import { liveOf } from '../../actions/which-case.ts';
import { numbersInWords, withNumbersAbove } from '../../cards/helpful.ts';
import { toMyReferrals } from '../../cards/to-referrer.ts';
import { explain, myReferrals } from '../../cards/verbs.ts';
import { afterSendingCard, helloAgainCard, smallTalkCard, welcomeCard } from './cards.ts';

const greetings = ['hi', 'hello', 'hey', 'hi there', 'good morning', 'good afternoon', 'good evening'];

const cries = ['help me', 'please help', 'please help me', 'i need help', 'help please'];
const isAnyoneThere =
  /^(?:(?:hi|hello|hey)\W+)*(?:(?:are )?(?:you|u)|(?:is )?(?:any|some) ?(?:one|body)) (?:still )?there\W*$/i;

/** “hello??”, “are you there”: it may be a cry for help. */
const asksForSomebody = ({ said, text }: Words) =>
  isAnyoneThere.test(text.trim()) || (greetings.includes(said) && text.includes('?'));

const isAnyLive = async (context: Context) => (await liveOf(context)).length > 0;

/** The numbers come first, because a person who asks for help may need it now. */
const showHelp = async ({ text }: Words, context: Context) => {
  const { pack, press } = context;
  const isLive = await isAnyLive(context);
  const numbers = { text: numbersInWords(pack), isOfDanger: true };
  if (isLive && isAnyoneThere.test(text.trim())) return [numbers, ...(await press(explain, { topic: 'reading-now' }))];
  return [numbers, { card: withNumbersAbove(isLive ? afterSendingCard(pack) : welcomeCard(pack), pack) }];
};

const typed: Typed[] = [
  {
    words: (words) => [...greetings, 'menu'].includes(words.said) && !asksForSomebody(words),
    does: (_, { pack }) => replyCard(welcomeCard(pack)),
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
    band: 'otherwise',
    words: (words) => !words.person.openDraft && isSmallTalk(words),
    does: async (_, context) => replyCard(smallTalkCard(context.pack, await isAnyLive(context))),
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
