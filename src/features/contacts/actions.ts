import type { Sender } from '../../actions/place.ts';
import { type Reply, say } from '../../actions/reply.ts';
import { helpCard } from '../../cards/help.ts';
import { type Answers, newDraft } from '../../check/draft.ts';
import { canBeConfirmed, withConfirmations } from '../../protocol/contact.ts';
import type { BotDeps } from '../../teams/deps.ts';
import type { Tap } from '../../teams/incoming.ts';
import { adviceCard, speakingCard } from './advice.ts';
import { contactsCard } from './cards.ts';

export async function showContacts(sender: Sender, deps: BotDeps, notice?: string): Promise<Reply> {
  const answers = await answersAtHand(sender, deps);
  return say(contactsCard(deps.pack, { answers, isAdmin: isAdmin(sender, deps), ...(notice ? { notice } : {}) }));
}

export async function showAdvice(sender: Sender, deps: BotDeps): Promise<Reply> {
  return say(adviceCard(deps.pack, { answers: await answersAtHand(sender, deps) }));
}

export async function showSpeaking(sender: Sender, deps: BotDeps): Promise<Reply> {
  return say(speakingCard(deps.pack, { answers: await answersAtHand(sender, deps) }));
}

/** An administrator says that a number is right, or takes that back. Who they are is what Teams authenticated, never what a card says. */
export async function confirmContact(tap: Tap, sender: Sender, deps: BotDeps): Promise<Reply> {
  if (!isAdmin(sender, deps)) {
    const lines = ['Only an administrator of this bot can confirm a number. Nothing was changed.'];
    return say(helpCard(deps.pack, { heading: 'I cannot do that for you', lines }));
  }
  const contact = deps.pack.contacts.find(({ id }) => id === tap.contact);
  if (!contact?.phone || !canBeConfirmed(contact))
    return showContacts(sender, deps, 'That number cannot be confirmed. Nothing was changed.');
  if (tap.phone !== undefined && tap.phone !== contact.phone)
    return showContacts(sender, deps, `The number of ${contact.name} has changed. Please look again.`);
  const isRight = tap.choice !== 'take-back';
  const confirmation = { by: sender.id, name: sender.name || 'an administrator', at: deps.now(), phone: contact.phone };
  const confirmed = await deps.confirmations.set(contact.id, isRight ? confirmation : undefined);
  deps.log.info({ event: isRight ? 'contact.confirmed' : 'contact.unconfirmed', contact: contact.id });
  return showContacts(sender, { ...deps, pack: withConfirmations(deps.pack, confirmed) });
}

const isAdmin = ({ id }: Sender, { config }: BotDeps): boolean => config.admins.includes(id);

/** What the worker has answered in the check that is open, or said about themselves before. Nothing is asked for it. */
async function answersAtHand({ id }: Sender, { people, cases }: BotDeps): Promise<Answers> {
  const person = await people.load(id);
  const open = person.openDraft && (await cases.load(person.openDraft));
  return open && open.author === id ? open.facts.answers : newDraft(person.aboutYou).answers;
}
