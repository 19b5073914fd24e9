import type { Place, Sender } from '../../actions/place.ts';
import { recordRead } from '../../actions/reading.ts';
import type { Message } from '../../actions/reply.ts';
import { advance } from '../../case/advance.ts';
import type { BeforeThat, Outcome, Refusal } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, type SubmittedReferral, submittedIn } from '../../case/state.ts';
import { TeamsFault } from '../../connector/teams.ts';
import type { Person } from '../../people.ts';
import type { BotDeps } from '../../teams/deps.ts';
import type { Incoming, Tap } from '../../teams/incoming.ts';
import { isColleague } from '../../teams/roster.ts';
import { assessmentCard } from '../../views/assessment-case.ts';
import { assessmentEverythingCard, assessmentMoreCard } from '../../views/assessment-more.ts';
import { erasedIn } from '../retention/state.ts';
import { centralOutcomeForm, centralSentForm, prepareCentralCard } from './central-cards.ts';
import { mayReferOn, recordOutcome, recordSent } from './central-rules.ts';
import { centralOf } from './central-state.ts';
import { assessmentForm, policeNotesForm } from './forms.ts';
import { type Refill, untouched } from './refill.ts';
import { type AssessmentForm, accept, assessmentForms, mayAssess, notYet, recordAssessment, start } from './rules.ts';
import { assessmentOf } from './state.ts';

const say = {
  member: 'Only members of this channel can do that. Guests cannot.',
  unsure: 'Teams did not tell me who you are just now, so nothing was done. Please press again.',
  unknown: 'I do not know this case.',
  notPassedOn: 'This case is not with your team: the MASH did not pass it on, or has changed its decision.',
  elsewhere: 'That is done in the Assessment team’s channel, by its members.',
};

const first: Record<BeforeThat, string> = {
  accept: 'Nobody has taken this case on yet. Press “Take this case on” first.',
  'family-start': 'The family assessment is not begun yet. Press “Begin family assessment” first.',
  suspicion: 'Record first that trafficking is suspected: More, “Trafficking suspected?”.',
  'specialist-start': 'Begin the specialist part first: More, “Begin specialist part”.',
  grounds: 'Record first that there are reasonable grounds: More, “Reasonable grounds?”.',
  'central-sent': 'Record first that the referral was sent: More, “Record that it was sent”.',
};

const verbs = [
  'assessment-show',
  'assessment-more',
  'assessment-everything',
  'assessment-accept',
  'assessment-start',
  'assessment-form',
  'assessment-record',
  'police-notes',
  'central-prepare',
] as const satisfies Tap['verb'][];

/** In any other channel these buttons do nothing, whatever card they stand on. */
export const onlyForAssessment = Object.fromEntries(
  verbs.map((verb) => [verb, () => ({ result: { text: say.elsewhere } })]),
) as Record<(typeof verbs)[number], () => { result: Message }>;

/** Whether something was pressed in the Assessment team's channel that is meant for them. */
export function isForAssessment({ place, ...incoming }: Incoming, { standing }: BotDeps): boolean {
  const { mash, assessmentChannelId } = standing();
  const here = place.kind === 'channel' && place.channelId === assessmentChannelId && place.tenantId === mash?.tenantId;
  return here && incoming.kind === 'tap' && (verbs as Tap['verb'][]).includes(incoming.tap.verb);
}

/** A pressed button in the Assessment team's channel: the roster of that channel says who may, and nobody else reads the answer. */
export async function onAssessmentTap(tap: Tap, sender: Sender, place: Place, deps: BotDeps): Promise<Message> {
  const who = await memberOf(place, sender, deps);
  if (typeof who === 'string') return { text: who };
  if (!tap.case) return { text: say.unknown };
  const acted = await deps.cases.change<{ message: Message; isDone: boolean }>(tap.case, (record) => {
    const { record: next, result } = act(record, tap, who, deps);
    return { ...(next ? { record: next } : {}), result: { message: result, isDone: next !== undefined } };
  });
  if (!acted) return { text: say.unknown };
  if ('card' in acted.message && !acted.isDone) await recordRead(tap.case, tap.verb, who, deps);
  return acted.message;
}

async function memberOf(place: Place, sender: Sender, deps: BotDeps): Promise<Person | string> {
  try {
    const member = await deps.teams.member(place.serviceUrl, place.conversationId, sender.teamsId);
    if (!isColleague(member, sender, place)) {
      deps.metrics.refused('not-a-member');
      return say.member;
    }
    return { id: sender.id, name: member.name || sender.name, roles: new Set(['assessment']) };
  } catch (error) {
    if (error instanceof TeamsFault) {
      deps.metrics.refused(error.gone ? 'not-a-member' : 'teams-does-not-say');
      return error.gone ? say.member : say.unsure;
    }
    throw error;
  }
}

type Acted = { record?: CaseRecord; result: Message };

function act(record: CaseRecord, tap: Tap, by: Person, deps: BotDeps): Acted {
  const referral = submittedIn(referralOf(record.events));
  if (!referral) return { result: { text: say.unknown } };
  const may = mayAssess(assessmentOf(record.events), by);
  if (may) return refusedBy(record, tap, may, deps);
  const now = deps.now();
  const { pack } = deps;
  if (erasedIn(record.events)) return { result: { card: assessmentCard(record, referral, pack, now) } };
  switch (tap.verb) {
    case 'assessment-more':
      return { result: { card: assessmentMoreCard(record, pack) } };
    case 'assessment-everything':
      return { result: { card: assessmentEverythingCard(record, referral, pack, tap.page) } };
    case 'assessment-accept':
      return settled(record, tap, accept(record, { by, now }), by, deps);
    case 'assessment-start':
      return settled(
        record,
        tap,
        start(record, tap.to === 'specialist' ? 'specialist' : 'family', { by, now }),
        by,
        deps,
      );
    case 'police-notes':
      return formOf(record, 'police', by, deps, { page: tap.page });
    case 'central-prepare': {
      const refusal = mayReferOn(record, by);
      if (refusal) return refusedBy(record, tap, refusal, deps);
      return { result: { card: prepareCentralCard(record, pack, now, tap.page) } };
    }
    case 'assessment-form':
      return formOf(record, tap.to, by, deps);
    case 'assessment-record':
      return recorded(record, tap, by, deps);
    default:
      return { result: shown(record, deps) };
  }
}

const isAssessmentForm = (form: string | undefined): form is AssessmentForm =>
  form !== undefined && Object.hasOwn(assessmentForms, form);

/** An empty form, or what has to come before it. */
function formOf(
  record: CaseRecord,
  form: string | undefined,
  by: Person,
  deps: BotDeps,
  { page, refill = untouched }: { page?: number | undefined; refill?: Refill } = {},
): Acted {
  const { pack } = deps;
  if (form === 'central-sent') {
    const refusal = mayReferOn(record, by);
    return { result: refusal ? { text: first.grounds } : { card: centralSentForm(record, pack, refill) } };
  }
  if (form === 'central-outcome') {
    const isRecorded = centralOf(record.events).kind === 'recorded';
    return {
      result: isRecorded ? { card: centralOutcomeForm(record, pack, refill) } : { text: first['central-sent'] },
    };
  }
  if (!isAssessmentForm(form)) return { result: shown(record, deps) };
  const before = notYet(assessmentOf(record.events), form);
  if (before) return { result: { text: first[before.first] } };
  return {
    result: { card: form === 'police' ? policeNotesForm(record, page, refill) : assessmentForm(record, form, refill) },
  };
}

function recorded(record: CaseRecord, tap: Tap, by: Person, deps: BotDeps): Acted {
  const now = deps.now();
  const { inputs, to: form } = tap;
  const { central } = deps.pack;
  if (form === 'central-sent') {
    const outcome = recordSent(record, inputs, { central, known: tap.revision ?? 0 }, { by, now });
    return settled(record, tap, outcome, by, deps);
  }
  if (form === 'central-outcome') return settled(record, tap, recordOutcome(record, inputs, { by, now }), by, deps);
  if (!isAssessmentForm(form)) return { result: shown(record, deps) };
  return settled(record, tap, recordAssessment(record, form, inputs, { by, now }), by, deps);
}

/** Stores what happened and shows the case; a repeat shows the case as it is, and what is wrong shows the form again. */
function settled(record: CaseRecord, tap: Tap, outcome: Outcome, by: Person, deps: BotDeps): Acted {
  if (outcome.kind === 'nothing-to-do') return { result: shown(record, deps) };
  if (outcome.kind === 'happened') {
    const next = advance(record, { events: outcome.events, texts: outcome.texts, by }, deps.around());
    for (const event of outcome.events) deps.log.info({ event: `case.${event.type}`, ref: record.id });
    return { record: next, result: shown(next, deps, 'Recorded.') };
  }
  const { why } = outcome;
  if (why.kind !== 'boxes-are-wrong') return refusedBy(record, tap, why, deps);
  const refill = { attempt: (tap.attempt ?? 0) + 1, typed: tap.inputs, faults: why.faults };
  return formOf(record, tap.to, by, deps, { refill });
}

function shown(record: CaseRecord, deps: BotDeps, notice?: string): Message {
  const referral = referralOf(record.events) as SubmittedReferral;
  const card = assessmentCard(record, referral, deps.pack, deps.now(), notice);
  return { card, ...(notice ? { notice } : {}) };
}

function refusedBy(record: CaseRecord, tap: Tap, why: Refusal, deps: BotDeps): Acted {
  const name = (id: string) => record.facts.names[id] ?? 'A colleague';
  deps.metrics.refused(why.kind);
  switch (why.kind) {
    case 'not-passed-on':
      return { result: { text: say.notPassedOn } };
    case 'already-accepted':
      return { result: shown(record, deps, `${name(why.by)} has taken this case on already.`) };
    case 'not-yet':
      return { result: { text: first[why.first] } };
    case 'already-recorded': {
      const notice = `${name(why.by)} recorded this meanwhile. Nothing of yours was recorded. Please look at it first.`;
      const refill = { attempt: (tap.attempt ?? 0) + 1, typed: tap.inputs, faults: {} };
      return { result: { card: centralSentForm(record, deps.pack, refill, notice), notice } };
    }
    default:
      return { result: { text: say.member } };
  }
}
