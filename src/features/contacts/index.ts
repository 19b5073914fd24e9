import { type Action, casesAction, type PressInput } from '../../actions/action.ts';
import { type Context, replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import { isAdmin } from '../../actions/surface.ts';
import type { Typed } from '../../actions/typed.ts';
import { loadOwn } from '../../actions/which-case.ts';
import { helpCard } from '../../cards/helpful.ts';
import { button, type Card } from '../../cards/parts.ts';
import { contacts } from '../../cards/verbs.ts';
import { ownAnswers } from '../../case/record.ts';
import { type Answers, newDraft } from '../../draft/draft.ts';
import { canBeConfirmed, withConfirmations } from '../../protocol/contact.ts';
import type { Pack } from '../../protocol/pack.ts';
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
];

/** Shows a card in words that fit what the person answered. */
function fitted(card: (pack: Pack, answers: Answers) => Card) {
  return async (_: unknown, context: Context) => replyCard(card(context.pack, await answersAtHand(context)));
}

async function showContacts(context: Context, notice?: string) {
  const answers = await answersAtHand(context);
  return replyCard(contactsCard(context.pack, { answers, isAdmin: isAdmin(context.by, context), notice }));
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
  const contact = pack.contacts.find((each) => each.id === id);
  if (!contact?.phone || !canBeConfirmed(contact))
    return showContacts(context, 'That number cannot be confirmed. Nothing was changed.');
  if (phone !== undefined && phone !== contact.phone)
    return showContacts(context, `The number of ${contact.name} has changed. Please look again.`);
  const isRight = choice !== 'take-back';
  const confirmation = { by: by.id, name: by.name || 'an administrator', at: now(), phone: contact.phone };
  const { confirmed } = await confirmationsIn(documents).change((before) =>
    withConfirmation(before, contact.id, isRight ? confirmation : undefined),
  );
  log.info({ event: isRight ? 'contact.confirmed' : 'contact.unconfirmed', contact: contact.id });
  return showContacts({ ...context, pack: withConfirmations(pack, confirmed) });
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

const typed: Typed[] = words.map(([verb, words]) => ({
  band: 'always',
  words,
  does: (_, { press }) => press(verb, {}),
}));

export const contactsFeature = {
  name: 'contacts',
  actions,
  typed,
  receipt: { buttons: { contacts: () => button(contacts, 'Contacts', { below: true }) } },
} satisfies Feature;
