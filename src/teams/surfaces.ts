import { type Action, type At, type CaseAction, notThere, placesOf, type Sent } from '../actions/action.ts';
import {
  type ConversationPlace,
  type Reply,
  type ReplyMessage,
  replyCard,
  type Sender,
  type Services,
  type Shows,
} from '../actions/context.ts';
import { assessmentRolesOf, deskPeople } from '../actions/desk-person.ts';
import { refusalWords } from '../actions/refusals.ts';
import { isAdmin, personWithoutRoles, type Surface } from '../actions/surface.ts';
import type { Role } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import { helpCard } from '../cards/helpful.ts';
import { rolesInMash } from '../case/desk.ts';
import type { Refusal } from '../case/outcome.ts';
import { asDrawnIn, type CaseRecord } from '../case/record.ts';
import { erasedIn, sentReferral } from '../case/standing.ts';
import { isPresserOfTheMash, TeamsFault } from '../connector/teams.ts';
import { assessmentCard } from '../views/assessment-case.ts';
import { caseCard } from '../views/mash-case.ts';
import { myReferralsCard } from '../views/my-referrals.ts';
import { receiptCard } from '../views/receipt.ts';
import { menu, whyNotInTeam, withoutReceipt } from './slots.ts';

/** Who presses, where, and on which message. */
interface Presser {
  place: ConversationPlace;
  sender: Sender;
  onMessage: string | undefined;
  inList: boolean; // the button is on a list of cases, on the desk card, or on a card that replaced one of these
}

/** Why a person may do nothing here: the name in the metrics, and the words they read. */
const reasons = {
  member: ['not-a-member', 'Only members of the MASH team can do that. Guests cannot.'],
  listed: [
    'not-of-the-desk',
    'Only colleagues who work on referrals here can do that. Ask a MASH manager to have you added.',
  ],
  ofTheTeam: ['not-a-member', 'Only members of this channel can do that. Guests cannot.'],
  administrator: ['only-an-administrator', 'Only an administrator of this bot can set it up.'],
  unsure: [
    'teams-does-not-say',
    'Teams did not tell me who you are just now, so nothing was done. Please press again.',
  ],
} as const;

/** The MASH channel. The answer goes to the person who pressed; the shared card changes through the outbox. */
export function mashSurface(presser: Presser, services: Services): Surface {
  return {
    where: 'mash',
    recordsReads: true,
    async whoPresses() {
      const roles = rolesInMash(presser.sender.id, services.currentSetUp());
      const who = await colleague(presser, async () => roles, 'member', services);
      return 'roles' in who && !who.roles.has('mash-member') ? refuse('listed', services) : who;
    },
    gate(record, by) {
      const sent = sentIn(record);
      if (!sent) return { instead: notThere };
      // Nothing may be added to an erased case. Its card, shown instead, says that it is erased.
      if (erasedIn(record.events))
        return { instead: { card: caseCard(record, sent.referral, services.pack) }, isTheirs: true };
      return { by, sent };
    },
    asItStands: ({ record, referral }, { pack }, { notice }) => ({
      card: caseCard(record, referral, pack, notice),
      ...(notice ? { notice } : { isShared: true }),
    }),
    notThere: () => unknown,
    notHere(action) {
      const isForAssessment = placesOf(action).includes('assessment');
      return [{ text: isForAssessment ? 'That is done in the Assessment team’s channel, by its members.' : notHere }];
    },
    async afterwards(id) {
      if (!presser.inList) await repairDuplicateCard(id, presser, services);
    },
  };
}

const unknown: ReplyMessage = { text: 'I do not know this referral.' };
const notHere = 'That button is not for this channel. Nothing was done.';

function sentIn(record: CaseRecord): Sent | undefined {
  const referral = sentReferral(record);
  return referral && { record, referral };
}

/**
 * The Assessment team's channel. Its roster says who may act there, and only the person who pressed reads the answer.
 */
export function assessmentSurface(presser: Presser, services: Services): Surface {
  const shown = ({ record, referral }: Sent, now: At['now'], notice?: string): ReplyMessage => ({
    card: assessmentCard(record, referral, services.pack, now, notice),
    ...(notice && { notice }),
  });
  return {
    where: 'assessment',
    recordsReads: true,
    async whoPresses() {
      const who = await colleague(presser, () => assessmentRolesOf(presser.sender.id, services), 'ofTheTeam', services);
      return 'roles' in who && who.roles.size === 0 ? refuse('listed', services) : who;
    },
    gate(record, by) {
      const sent = sentIn(record);
      if (!sent) return { instead: notThere };
      const refusal = whyNotInTeam(record, by);
      if (refusal) return { instead: textOf(refusal, sent), refusal: refusal.kind };
      if (erasedIn(record.events)) return { instead: shown(sent, services.now()), isTheirs: true };
      return { by, sent };
    },
    asItStands: (sent, { now }, { notice, isNew }) => shown(sent, now, notice ?? (isNew ? 'Recorded.' : undefined)),
    ...knowsNothing,
  };
}

const textOf = (why: Refusal, sent: Sent) => {
  const words = refusalWords(why, sent);
  return words !== 'not-there' && 'text' in words ? words : unknownCase;
};

const unknownCase: ReplyMessage = { text: 'I do not know this case.' };
const knowsNothing = { notThere: () => unknownCase, notHere: () => [unknownCase] };

/** Any channel of a team that the bot was added to. An administrator can set the bot up there; no case is shown. */
export function teamSurface({ sender }: Pick<Presser, 'sender'>, services: Services): Surface {
  return {
    where: 'team',
    recordsReads: false,
    whoPresses: async () =>
      isAdmin(sender, services) ? personWithoutRoles(sender) : refuse('administrator', services),
    gate: () => ({ instead: notThere }),
    asItStands: () => unknownCase,
    ...knowsNothing,
  };
}

/** The colleague who pressed, according to Teams' current roster. @param otherwise the refusal for anybody else */
async function colleague(
  { place, sender }: Pick<Presser, 'place' | 'sender'>,
  rolesOf: () => Promise<ReadonlySet<Role>>,
  otherwise: 'member' | 'ofTheTeam',
  services: Services,
) {
  try {
    const member = await services.teams.member(place.serviceUrl, place.conversationId, sender.teamsId);
    if (!isPresserOfTheMash(member, sender.id, services.currentSetUp())) return refuse(otherwise, services);
    return { id: sender.id, name: member.name || sender.name, roles: await rolesOf() };
  } catch (error) {
    if (error instanceof TeamsFault) return refuse(error.gone ? otherwise : 'unsure', services);
    throw error;
  }
}

function refuse(why: keyof typeof reasons, { metrics }: Services): ReplyMessage {
  const [counted, text] = reasons[why];
  metrics.refused(counted);
  return { text };
}

/**
 * Updates a duplicate of the case card when a member of the MASH presses it. A connection that is cut while posting can
 * leave two cards.
 */
async function repairDuplicateCard(id: CaseId, { place, onMessage }: Presser, services: Services) {
  const record = await services.cases.load(id);
  const sent = record && sentIn(record);
  if (!sent || !record.said.card || !onMessage || record.said.card === onMessage) return;
  const { readByGuests } = services.caseContext().desk;
  const card = caseCard(asDrawnIn('mash', record, readByGuests), sent.referral, services.pack);
  await services.teams.update(place.serviceUrl, place.conversationId, onMessage, card).catch(() => undefined);
}

/** A person's own chat, where they see and change only their own cases. Nobody has a role here. */
function ownChat(sender: Sender, services: Services): Surface {
  const { pack, people } = services;
  const shows = showsFor(sender, services);
  const notYours = () => shows.notYours()[0] ?? { text: '' };
  const asItIs = (record: CaseRecord) => shows.whereItStands(record).at(-1) ?? notYours();
  return {
    where: 'chat',
    recordsReads: false,
    whoPresses: async () => personWithoutRoles(sender),
    gate(record, by) {
      if (record.author !== sender.id || record.practice) return { instead: notThere };
      if (erasedIn(record.events)) return { instead: asItIs(record) };
      const sent = sentIn(record);
      if (!sent) return { instead: notThere };
      return { by: { ...by, name: record.facts.names[sender.id] ?? sender.name }, sent };
    },
    asItStands: ({ record }) => asItIs(record),
    notThere: notYours,
    notHere: () => menu(pack),
    async afterwards(about, { setsTopic }, isUsed) {
      if (setsTopic && isUsed) await people.change(sender.id, (person) => ({ ...person, about }));
    },
  };
}

/**
 * The own chat of a person to whom the bot writes about cases that are not theirs: a manager, for example. It shows no
 * fact of a case, only how it stands, so no read is recorded; a message that does show one says so (`showsFact`).
 * @param who which of these people may press
 */
function deskChat(who: NonNullable<CaseAction['who']>, sender: Sender, services: Services): Surface {
  const chat = ownChat(sender, services);
  return {
    ...chat,
    where: 'desk-chat',
    async whoPresses() {
      const person = await deskPeople[who]({ ...services, by: personWithoutRoles(sender), turnInput: { sender } });
      if (person) return person;
      services.metrics.refused('not-of-the-desk');
      return services.currentSetUp().escalation.includes(sender.id) ? { text: outOfTheChannel } : chat.notThere();
    },
    gate(record, by) {
      const sent = sentIn(record);
      if (!sent) return { instead: notThere, refusal: 'not-submitted' };
      if (record.practice || erasedIn(record.events)) return { instead: notThere };
      // The Assessment team knows only of the cases that the MASH has passed on to it.
      const isUnknown = by.roles.has('assessment') && whyNotInTeam(record, by) !== undefined;
      return isUnknown ? { instead: notThere } : { by, sent };
    },
    asItStands: () => chat.notThere(),
  };
}

/** Where a press in a 1:1 chat is handled: an action of a desk person, or anything else. */
export const chatSurface = (action: Action | undefined, sender: Sender, services: Services): Surface =>
  action?.kind === 'case' && action.who ? deskChat(action.who, sender, services) : ownChat(sender, services);

const outOfTheChannel =
  'You are not in the MASH channel, so you cannot read it there. Ring a MASH manager, and have them press it.';

/** Shows a person their own case: its receipt, the current step of a draft, or that it is gone. */
export function showOwnCase(record: CaseRecord, { pack }: Pick<Services, 'pack'>): Reply {
  const referral = sentReferral(record);
  return withoutReceipt(record, pack) ?? (referral ? replyCard(receiptCard({ record, referral, pack })) : []);
}

const notYours = { heading: 'I cannot open that', lines: ['Only the person who wrote it can open it here.'] };

/** How features show a case, without depending on its cards. */
export const showsFor = (sender: Sender, deps: Services): Shows => ({
  whereItStands: (record) => showOwnCase(record, deps),
  notYours: () => replyCard(helpCard(deps.pack, notYours)),
  async ownCases(notice) {
    const unread = await deps.cases.unreadOf(sender.id);
    return replyCard(myReferralsCard(await deps.cases.of(sender.id), deps.pack, { notice, unread }));
  },
  caseCard: (record, notice) => {
    const referral = sentReferral(record);
    return referral ? [{ card: caseCard(record, referral, deps.pack, notice), ...(notice && { notice }) }] : [];
  },
});
