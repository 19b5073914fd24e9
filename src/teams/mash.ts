import type { Place, Sender } from '../actions/place.ts';
import { recordRead } from '../actions/reading.ts';
import type { Message } from '../actions/reply.ts';
import { clockAndDay } from '../cards/london.ts';
import { mayReadAsMash, rolesInMash } from '../case/access.ts';
import { advance } from '../case/advance.ts';
import { ask, mayDecide, recordDecision, take } from '../case/commands.ts';
import type { Outcome, Refusal } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import { referralOf, type SubmittedReferral } from '../case/state.ts';
import { TeamsFault } from '../connector/teams.ts';
import { caseAsFile } from '../features/copies/case-file.ts';
import { decisionForm } from '../features/decision/forms.ts';
import { decisionAgain, formAgain, readDecision } from '../features/decision/read-form.ts';
import { onDeskTap } from '../features/desk/typed.ts';
import { askForm } from '../features/question/forms.ts';
import { erasedIn } from '../features/retention/state.ts';
import { byTelephone, type Person, type StaffId } from '../people.ts';
import type { CaseId } from '../reference.ts';
import { caseCard, everythingCard, moreCard } from '../views/mash-case.ts';
import type { BotDeps } from './deps.ts';
import type { Tap } from './incoming.ts';
import { isColleague } from './roster.ts';
import { stageActions } from './stages.ts';

const only: Record<'member' | 'listed' | 'unsure' | 'unknown' | 'elsewhere', string> = {
  elsewhere: 'That button is not for this channel. Nothing was done.',
  listed: 'Only colleagues who work on referrals here can do that. Ask a MASH manager to have you added.',
  member: 'Only members of the MASH team can do that. Guests cannot.',
  unsure: 'Teams did not tell me who you are just now, so nothing was done. Please press again.',
  unknown: 'I do not know this referral.',
};

/** A pressed button in the MASH channel. The answer goes to the person who pressed; the shared card changes through the outbox. */
export async function onMashTap(
  tap: Tap,
  sender: Sender,
  place: Place,
  deps: BotDeps,
  onMessage?: string,
): Promise<Message> {
  const who = await personIn(place, sender, deps);
  if (typeof who === 'string') return { text: who };
  const ofDesk = await onDeskTap(tap, who, { place, onMessage }, deps);
  if (ofDesk) return ofDesk;
  if (!tap.case) return { text: only.unknown };
  const id = tap.case;
  if (tap.verb === 'case-file') return caseAsFile(id, who, place, deps);
  const acted = await deps.cases.change<{ message: Message; isDone: boolean }>(id, (record) => {
    const { record: next, result } = act(record, tap, who, deps);
    return { ...(next ? { record: next } : {}), result: { message: result, isDone: next !== undefined } };
  });
  if (!acted) return { text: only.unknown };
  if ('card' in acted.message && !acted.isDone) await recordRead(id, tap.verb, who, deps);
  if (!tap.list) await freshen(id, place, onMessage, deps);
  return acted.message;
}

/** A card that Teams holds twice (a connection was cut while it was posted) is put right when somebody of the MASH presses it. */
async function freshen(id: CaseId, place: Place, onMessage: string | undefined, deps: BotDeps): Promise<void> {
  const record = await deps.cases.load(id);
  const referral = record && referralOf(record.events);
  if (!referral || !('submittedBy' in referral) || !record.said.card || !onMessage || record.said.card === onMessage)
    return;
  const card = caseCard(record, referral, deps.pack);
  await deps.teams.update(place.serviceUrl, place.conversationId, onMessage, card).catch(() => undefined);
}

/** Who is pressing, by the roster of the channel as Teams gives it at this moment: a guest is no member. */
export async function personIn(place: Place, sender: Sender, deps: BotDeps): Promise<Person | string> {
  try {
    const member = await deps.teams.member(place.serviceUrl, place.conversationId, sender.teamsId);
    if (!isColleague(member, sender, place)) return notOne('member', deps);
    const who = { id: sender.id, name: member.name || sender.name, roles: rolesInMash(sender.id, deps.standing()) };
    return mayReadAsMash(who) ? notOne('listed', deps) : who;
  } catch (error) {
    if (error instanceof TeamsFault) return notOne(error.gone ? 'member' : 'unsure', deps);
    throw error;
  }
}

function notOne(why: 'member' | 'listed' | 'unsure', { metrics }: BotDeps): string {
  metrics.refused({ member: 'not-a-member', listed: 'not-of-the-desk', unsure: 'teams-does-not-say' }[why]);
  return only[why];
}

/** Whether somebody in the channel works on referrals: everybody does unless practitioners are named; managers always do. */
export function isOfTheDesk(id: StaffId, deps: BotDeps): boolean {
  return rolesInMash(id, deps.standing()).has('mash-member');
}

type Acted = { record?: CaseRecord; result: Message };

function act(record: CaseRecord, tap: Tap, by: Person, deps: BotDeps): Acted {
  const referral = referralOf(record.events);
  if (!('submittedBy' in referral)) return { result: { text: only.unknown } };
  // Nothing is added to what is erased: its card, which is shown instead, says so.
  if (erasedIn(record.events)) return { result: { card: caseCard(record, referral, deps.pack) } };
  const now = deps.now();
  switch (tap.verb) {
    case 'show':
      return { result: { card: caseCard(record, referral, deps.pack) } };
    case 'more':
      return { result: { card: moreCard(record, referral, deps.pack) } };
    case 'everything':
      return { result: { card: everythingCard(record, referral, deps.pack) } };
    case 'take':
      return settled(record, take(referral, { by, now }), by, deps);
    case 'ask':
      if (referral.submittedBy === byTelephone) return refusedBy(record, referral, { kind: 'not-in-teams' }, deps);
      return { result: { card: askForm(record) } };
    case 'send-question': {
      const question = (tap.inputs.question ?? '').toWellFormed();
      const outcome = ask(referral, question, record.facts.texts, { by, now });
      const again = formAgain(tap, outcome);
      return again ? { result: { card: askForm(record, again) } } : settled(record, outcome, by, deps);
    }
    case 'decide': {
      const refusal =
        mayDecide(referral, by) ?? (referral.status === 'decided' ? ({ kind: 'already-decided' } as const) : undefined);
      if (refusal) return refusedBy(record, referral, refusal, deps);
      return { result: { card: decisionForm(record, referral, deps.pack) } };
    }
    case 'confirm-decision':
      return confirm(record, referral, tap, by, deps);
    default: {
      const action = stageActions[tap.verb];
      return action ? action(record, referral, tap, by, deps) : { result: { text: only.elsewhere } };
    }
  }
}

function confirm(record: CaseRecord, referral: SubmittedReferral, tap: Tap, by: Person, deps: BotDeps): Acted {
  const { chosen, form } = readDecision(tap);
  const outcome = recordDecision(referral, form, record.facts.texts, { by, now: deps.now() });
  const again = decisionAgain(tap, chosen, outcome);
  return again
    ? { result: { card: decisionForm(record, referral, deps.pack, again) } }
    : settled(record, outcome, by, deps);
}

/** Stores what happened and shows the case; a repeat shows the case as it is. */
export function settled(record: CaseRecord, outcome: Outcome, by: Person, deps: BotDeps): Acted {
  if (outcome.kind === 'refused') {
    const referral = referralOf(record.events) as SubmittedReferral;
    return refusedBy(record, referral, outcome.why, deps);
  }
  if (outcome.kind === 'nothing-to-do') return { result: shown(record, deps) };
  const next = advance(record, { events: outcome.events, texts: outcome.texts, by }, deps.around());
  for (const event of outcome.events) deps.log.info({ event: `case.${event.type}`, ref: record.id });
  return { record: next, result: shown(next, deps) };
}

export function shown(record: CaseRecord, deps: BotDeps, notice?: string): Message {
  const referral = referralOf(record.events) as SubmittedReferral;
  return { card: caseCard(record, referral, deps.pack, notice), ...(notice ? { notice } : {}) };
}

export function refusedBy(record: CaseRecord, referral: SubmittedReferral, why: Refusal, deps: BotDeps): Acted {
  const name = (id: string) => record.facts.names[id] ?? 'a colleague';
  deps.metrics.refused(why.kind);
  switch (why.kind) {
    case 'only-a-manager-decides':
      return {
        result: {
          text: 'Only a MASH manager can record the decision. You can take the referral and ask the referrer.',
        },
      };
    case 'own-referral':
      return { result: { text: 'You made this referral, so another MASH manager must decide it.' } };
    case 'already-decided': {
      if (referral.status !== 'decided') return { result: shown(record, deps) };
      const who = `${name(referral.decidedBy)} decided this at ${clockAndDay(referral.decidedAt)}. Nothing of yours was recorded.`;
      return { result: shown(record, deps, who) };
    }
    case 'corrected-meanwhile':
      return {
        result: shown(record, deps, `${name(why.by)} changed the decision meanwhile. Nothing of yours was recorded.`),
      };
    case 'not-decided':
      return { result: shown(record, deps, 'Nothing is decided yet. Press Record decision first.') };
    case 'feedback-given':
      return { result: shown(record, deps, `${name(why.by)} has told the referrer already. It is said only once.`) };
    case 'not-in-teams':
      return {
        result: shown(record, deps, 'They rang, so I cannot ask them here. Ring them: the number is on the card.'),
      };
    case 'already-taken':
      return { result: shown(record, deps, `${name(why.by)} has taken this referral already.`) };
    default:
      return { result: { text: only.member } };
  }
}
