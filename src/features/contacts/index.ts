import { type Action, casesAction, errand, type PressInput } from '../../actions/action.ts';
import { type Context, type ErrandContext, replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import { isAdmin } from '../../actions/surface.ts';
import type { Typed } from '../../actions/typed.ts';
import { liveOf, loadOwn } from '../../actions/which-case.ts';
import { Duration, plus } from '../../base/time.ts';
import { helpCard } from '../../cards/helpful.ts';
import { button, type Card } from '../../cards/parts.ts';
import { contacts, didYouMean, explain, myReferrals } from '../../cards/verbs.ts';
import { openQuestions } from '../../case/open-questions.ts';
import { ownAnswers } from '../../case/record.ts';
import { type Answers, newDraft } from '../../draft/draft.ts';
import { says } from '../../draft/says.ts';
import { bareYesOrNo } from '../../draft/typed-words.ts';
import { canBeConfirmed, confirmedAs, withConfirmations, wordsOfAnswer } from '../../protocol/contact.ts';
import type { Pack } from '../../protocol/pack.ts';
import { isQuestion } from '../../understanding/asking.ts';
import { hear } from '../../understanding/hear.ts';
import { answerFor, askedCard, canOffer, didYouMeanCard, letters, offeredIn } from './answer-cards.ts';
import { aboutWorkerCard, adviceCard, contactsCard, learnCard, speakingCard } from './cards.ts';
import { confirmationsIn, withConfirmation } from './contacts-state.ts';
import { aboutWorker, advice, confirmContact, learn, speaking } from './verbs.ts';

const where = ['chat'] as const;

/** They read the answers of the person’s own open check, to fit the words to them. */
const actions: readonly Action[] = [
  casesAction(contacts, where, (_, context) => showContacts(context)),
  casesAction(advice, where, fitted(adviceCard)),
  casesAction(speaking, where, fitted(speakingCard)),
  casesAction(learn, where, fitted(learnCard)),
  casesAction(aboutWorker, where, fitted(aboutWorkerCard)),
  casesAction(confirmContact, where, confirm),
  errand(explain, where, ({ topic }, context) => showAnswer(topic, context)),
  errand(didYouMean, where, async ({ meanings }, { pack, by, people, now }) => {
    const likely = meanings.filter((means) => canOffer(pack, means));
    const offered = offeredIn(pack, likely).more;
    if (offered.length > 0)
      await people.change(by.id, (person) => ({ ...person, offered: { meanings: offered, at: now() } }));
    return replyCard(didYouMeanCard(pack, likely));
  }),
];

const mine = 'c my-referrals'; // what a question may be about after sending
const offeredFor = Duration.parse('PT15M');

/**
 * “b” takes the second of what was offered, and “yes” the only one. A check takes a “yes” for its own question, and a question of the
 * MASH takes either for its answer.
 */
const takesOffered: Typed = {
  band: 'last',
  words: ({ said, person: { offered, openDraft } }) =>
    offered !== undefined &&
    (letters.includes(said) || (bareYesOrNo(said) === 'yes' && offered.meanings.length === 1 && !openDraft)),
  async does({ said, person: { id, offered } }, context) {
    const { pack, press, people, now } = context;
    const means = offered?.meanings[Math.max(0, letters.indexOf(said))];
    if (!offered || !means || plus(offered.at, offeredFor) < now()) return undefined;
    if (openQuestions(await liveOf(context)).length > 0) return undefined;
    await people.change(id, ({ offered: _, ...person }) => person);
    const asked = answerFor(pack, means);
    const shows = showsOnly[means];
    if (asked) return press(explain, { topic: asked.id });
    return shows ? press(shows, {}) : press(didYouMean, { meanings: [means] }); // it names the words to type
  },
};

function showAnswer(topic: string, context: ErrandContext) {
  const asked = answerFor(context.pack, `q ${topic}`);
  return replyCard(
    asked ? askedCard(context.pack, asked, isAdmin(context.by, context)) : didYouMeanCard(context.pack, []),
  );
}

/** Shows a card in words that fit what the person answered. */
function fitted(card: (pack: Pack, answers: Answers) => Card) {
  return async (_: unknown, context: Context) => replyCard(card(context.pack, await answersAtHand(context)));
}

async function showContacts(context: Context, notice?: string) {
  const answers = await answersAtHand(context);
  return replyCard(
    contactsCard(context.pack, { answers, isAdmin: isAdmin(context.by, context), notice, now: context.now() }),
  );
}

/**
 * An administrator confirms a number, or takes the confirmation back. Their identity comes from Teams, never from the
 * card.
 */
async function confirm({ contact: id, phone, choice }: PressInput<typeof confirmContact>, context: Context) {
  const { by, pack, now, documents, log } = context;
  if (!isAdmin(by, context)) {
    const lines = ['Only an administrator of this bot can confirm a number. Nothing was changed.'];
    return replyCard(helpCard(pack, { heading: 'I cannot do that for you', lines }));
  }
  const asked = pack.answers.find((each) => confirmedAs(each) === id);
  const contact = pack.contacts.find((each) => each.id === id);
  const shown = asked ? wordsOfAnswer(asked) : contact && canBeConfirmed(contact) && contact.phone;
  if (!shown) return showContacts(context, 'That number cannot be confirmed. Nothing was changed.');
  if (asked ? phone !== shown : phone !== undefined && phone !== shown)
    return asked
      ? showAnswer(asked.id, context)
      : showContacts(context, `The number of ${contact?.name} has changed. Please look again.`);
  const isRight = choice !== 'take-back';
  const confirmation = { by: by.id, name: by.name || 'an administrator', at: now(), phone: shown };
  const { confirmed } = await confirmationsIn(documents).change((before) =>
    withConfirmation(before, id, isRight ? confirmation : undefined),
  );
  log.info({ event: isRight ? 'contact.confirmed' : 'contact.unconfirmed', contact: id });
  const next = { ...context, pack: withConfirmations(pack, confirmed) };
  return asked ? showAnswer(asked.id, next) : showContacts(next);
}

/** What the person has answered in their open check, or said about themselves before. The bot asks nothing extra. */
async function answersAtHand(context: Context) {
  const { by, people } = context;
  const person = await people.load(by.id);
  const open = person.openDraft && (await loadOwn(person.openDraft, by, context));
  return open ? ownAnswers(open) : newDraft(person.aboutYou).answers;
}

const words = [
  [contacts, ['contacts', 'contact', 'numbers', 'phone numbers']],
  [learn, ['learn', 'training']],
  [aboutWorker, ['lado', 'about somebody who works with children', 'somebody who works with children']],
  [advice, ['advice', 'i only want advice']],
  [speaking, ['before you speak', 'before you speak to the child', 'before i speak', 'speak to the child']],
] as const;

const typed: Typed[] = [
  takesOffered,
  ...words.map(([verb, words]): Typed => ({ words, does: (_, { press }) => press(verb, {}) })),
  {
    // Read by examples: a question to the bot, or a command in other words. In doubt the words are what they would be without it, too.
    band: 'last',
    words: ({ person }) => !person.openDraft,
    async does({ text }, context) {
      const { pack, press } = context;
      const { does, intents, asks, tells } = hear(text, pack.phrases);
      const live = await liveOf(context);
      const isOff = (means: string) =>
        (means === 'c found' && says('notFound', text)) || (live.length > 0 && ofACheck.includes(means));
      const meanings = intents.map(({ means }) => means).filter((means) => canOffer(pack, means) && !isOff(means));
      const [first] = meanings;
      if (!first) return undefined;
      const isCertain = live.length === 0 || (intents[0]?.p ?? 0) >= certainFrom;
      const asked = answerFor(pack, first);
      const shows = does === 'act' && showsOnly[first];
      if (does === 'ask' && !asks) return undefined;
      const isOfReading = ['reading-now', 'come'].includes(asked?.id ?? '') && live.length > 0;
      const reply =
        does === 'act' && asked
          ? [...(await press(explain, { topic: asked.id })), ...(isOfReading ? await press(myReferrals, {}) : [])]
          : shows
            ? press(shows, {})
            : press(didYouMean, {
                meanings: live.length > 0 && !meanings.includes(mine) ? [...meanings.slice(0, 2), mine] : meanings,
              });
      return { reply: await reply, isNews: besides[tells === 'nothing' && !isCertain ? 'perhaps' : tells] };
    },
  },
  {
    // what somebody asks in a channel, everybody there reads
    band: 'last',
    where: ['mash', 'assessment'],
    words: ({ text }) => askedIn(text) !== undefined,
    async does({ text }, { packNow }) {
      const pack = await packNow();
      const asked = answerFor(pack, askedIn(text) ?? '');
      return replyCard(asked ? askedCard(pack, asked) : didYouMeanCard(pack, []));
    },
  },
];

/** The question to the bot that these words surely are. */
function askedIn(text: string) {
  const { does, intents } = isQuestion(text) ? hear(text) : {};
  const means = does === 'act' ? intents?.[0]?.means : undefined;
  return means?.startsWith('q ') ? means : undefined;
}

/** Commands that a guess may do: they only show something. */
const showsOnly: Record<string, typeof contacts | typeof advice | typeof myReferrals> = {
  'c contacts': contacts,
  'c advice': advice,
  'c my-referrals': myReferrals,
};

/** They do something with a check, and none is open: “corsas back” is news. */
const ofACheck = ['c undo', 'c change', 'c continue', 'c send'];
const certainFrom = 0.95;

/** What words are besides what they ask. */
const besides = { nothing: false, perhaps: 'an answer', more: 'anything' } as const;

export const contactsFeature = {
  name: 'contacts',
  actions,
  typed,
  receipt: { buttons: { contacts: () => button(contacts, 'Contacts', { below: true }) } },
} satisfies Feature;
