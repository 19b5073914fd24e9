import type { Person } from '../../base/people.ts';
import type { Texts } from '../../base/texts.ts';
import { type Instant, londonDay, msBetween } from '../../base/time.ts';
import { refuseFaultyTexts, refuseLongTexts } from '../../case/commands.ts';
import { textsAsWritten } from '../../case/held.ts';
import {
  type Actor,
  doneBy,
  nothingToDo,
  type Outcome,
  type Refusal,
  refuseWith,
  withEvents,
} from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { sentReferral, wasEverDecided } from '../../case/standing.ts';
import { isOwnReferral } from '../../case/state.ts';
import { readWhen } from '../../draft/typed-date.ts';
import { disagreementText, type Level, type Party } from '../../history/decision.ts';
import type { CaseEvent } from '../../history/events.ts';
import { morningOf } from '../../protocol/days.ts';
import {
  agreementBy,
  agreements,
  currentLevel,
  type Disagreement,
  disagreementsOf,
  isOpen,
  numbered,
  openOf,
  type Side,
} from './state.ts';

/** The most characters allowed for the names of one side's people. */
export const namesLimit = 200;

const oneMinuteMs = 60_000;

/**
 * What somebody writes for one level. Only the reasons are required. The parties may name who talks it through, and set
 * a date.
 */
interface LevelForm {
  reasons: string;
  agency: string;
  mash: string;
  target?: Instant | undefined;
}

/**
 * Raises a disagreement at level 1. The referrer can disagree with a decision; a member of the MASH can disagree about
 * any sent case. Each side has one open disagreement at a time.
 * @param number the number in the form, so that pressing an old form again raises no second disagreement
 * @source Protocol 13
 */
export function raise(record: CaseRecord, form: LevelForm & { side: Side; number?: number }, at: Actor): Outcome {
  const referral = sentReferral(record);
  if (form.side === 'mash' && !at.by.roles.has('mash-member')) return refuseWith('only-the-mash');
  if (!referral) return refuseWith('not-submitted');
  if (form.side === 'referrer' && at.by.id !== referral.submittedBy) return refuseWith('not-the-author');
  if (form.side === 'referrer' && !wasEverDecided(referral)) return refuseWith('not-decided');
  const all = disagreementsOf(record.events);
  const openOne = openOf(record.events, form.side);
  const earlier = openOne ?? all.find((each) => each.number === form.number && each.side === form.side);
  if (
    earlier?.raisedBy === at.by.id &&
    textsAsWritten(record)[disagreementText.reasons(earlier.number, 1)] === form.reasons
  )
    return nothingToDo;
  if (openOne) return refuseWith('disagreement-open');
  const fault = faultyLevel(form);
  if (fault) return fault;
  const number = all.length + 1;
  const { side, target } = form;
  return doneBy(at, { type: 'DisagreementRaised', number, side, ...(target && { target }) }, textsOf(number, 1, form));
}

/**
 * Takes a disagreement that could not be settled to the next level. No level can be skipped, whatever a form says.
 * @source Protocol 13
 */
export function goUp(record: CaseRecord, form: LevelForm & { number: number; level: number }, at: Actor): Outcome {
  const { number, level, target } = form;
  const disagreement = ownDisagreement(record, number, at.by);
  if (!disagreement) return notYours;
  const current = currentLevel(disagreement);
  const isSame = current.level === level && current.by === at.by.id;
  if (isSame && textsAsWritten(record)[disagreementText.reasons(number, current.level)] === form.reasons)
    return nothingToDo;
  const late = whyNotNow(disagreement, level - 1);
  if (late) return refuseWith(late);
  if (level !== 2 && level !== 3) return refuseWith('disagreement-moved-on');
  const fault = faultyLevel(form);
  if (fault) return fault;
  return doneBy(
    at,
    { type: 'DisagreementWentUp', number, level, ...(target && { target }) },
    textsOf(number, level, form),
  );
}

/** Sets or changes the date by which to settle it. The parties say how long is reasonable. @source Protocol 13 */
export function setDate(
  record: CaseRecord,
  { number, level, target }: { number: number; level: number; target: Instant | undefined },
  at: Actor,
): Outcome {
  const disagreement = ownDisagreement(record, number, at.by);
  if (!disagreement) return notYours;
  const late = whyNotNow(disagreement, level);
  if (late) return refuseWith(late);
  if (!target) return refuseWith({ kind: 'text-missing', fields: ['target'] });
  const current = currentLevel(disagreement);
  // Somebody who presses twice with "in two hours" sets one date, not two.
  if (current.target && Math.abs(msBetween(target, current.target.at)) < oneMinuteMs) return nothingToDo;
  return doneBy(at, { type: 'DisagreementDateSet', number, level: current.level, target });
}

/**
 * Records that one side says it is settled, and how. The disagreement ends when the other side has said so too.
 * @source Protocol 13
 */
export function settle(
  record: CaseRecord,
  { number, level, outcome }: { number: number; level: number; outcome: string },
  { by, now }: Actor,
): Outcome {
  const disagreement = ownDisagreement(record, number, by);
  const party = disagreement && partyOf(disagreement, record.events, by);
  if (!disagreement || !party) return notYours;
  const atLevel = currentLevel(disagreement).level;
  const earlier = agreementBy(disagreement, party);
  const name = disagreementText.agreed(number, atLevel, party);
  if (earlier?.by === by.id && textsAsWritten(record)[name] === outcome) return nothingToDo;
  const late = whyNotNow(disagreement, level);
  if (late) return refuseWith(late);
  if (earlier) return refuseWith({ kind: 'side-has-agreed', by: earlier.by });
  const fault = refuseFaultyTexts({ outcome });
  if (fault) return fault;
  const isBoth = agreements(disagreement).length > 0;
  const stamp = { at: now, by: by.id, number, level: atLevel };
  return withEvents(
    [
      { type: 'DisagreementAgreed', ...stamp, party },
      ...(isBoth ? [{ type: 'DisagreementSettled' as const, ...stamp }] : []),
    ],
    { [name]: outcome },
  );
}

/**
 * Closes a disagreement. Only a person who is set up for its level may do so, if they took no part in it.
 * @source Protocol 13
 */
export function close(
  record: CaseRecord,
  { number, level, reason }: { number: number; level: number; reason: string },
  at: Actor,
): Outcome {
  const [disagreement] = numbered(record, number);
  if (!disagreement || !mayClose(disagreement, record.events, at.by)) return notYours;
  const text = disagreementText.outcome(number);
  const isMine = disagreement.status === 'closed' && disagreement.by === at.by.id;
  if (isMine && textsAsWritten(record)[text] === reason) return nothingToDo;
  const late = whyNotNow(disagreement, level);
  if (late) return refuseWith(late);
  if (level !== 2 && level !== 3) return refuseWith('disagreement-moved-on');
  const fault = refuseFaultyTexts({ reason });
  if (fault) return fault;
  return doneBy(at, { type: 'DisagreementClosed', number, level }, { [text]: reason });
}

/** Whether this person is set up for the current or last level, and took no part in the disagreement. */
function mayClose(disagreement: Disagreement, events: CaseEvent[], { id, roles }: Person) {
  const { level } = currentLevel(disagreement);
  if (level === 1 || !roles.has(`level-${level}`)) return false;
  const sent = sentReferral({ events });
  const parties = [disagreement.raisedBy, ...[...disagreement.levels, ...disagreement.agreed].map(({ by }) => by)];
  return sent !== undefined && !isOwnReferral(sent, id) && !parties.includes(id);
}

/** Takes a disagreement back. Only the side that raised it may do so. */
export function takeBack(record: CaseRecord, number: number, at: Actor): Outcome {
  const disagreement = ownDisagreement(record, number, at.by);
  if (!disagreement || partyOf(disagreement, record.events, at.by) !== 'raiser') return notYours;
  if (disagreement.status === 'taken-back') return nothingToDo;
  if (!isOpen(disagreement)) return refuseWith('disagreement-over');
  return doneBy(at, { type: 'DisagreementTakenBack', number });
}

/**
 * The party that a person belongs to. If the referrer raised it, the raiser is whoever owns the referral now, and the
 * other party is the MASH's managers. If a member of the MASH raised it, the raiser is that person, and the other party
 * is the other managers. Nobody is in both.
 */
export function partyOf(disagreement: Disagreement, events: CaseEvent[], { id, roles }: Person): Party | undefined {
  const sent = sentReferral({ events });
  if (!sent) return undefined;
  const isReferrers = disagreement.side === 'referrer';
  if (id === (isReferrers ? sent.submittedBy : disagreement.raisedBy)) return 'raiser';
  const isManager = roles.has('mash-member') && roles.has('mash-manager');
  return isManager && !(isReferrers && isOwnReferral(sent, id)) ? 'other' : undefined;
}

const notYours = refuseWith('not-your-disagreement');

const ownDisagreement = (record: CaseRecord, number: number, by: Person) =>
  disagreementsOf(record.events).find(
    (each) => each.number === number && partyOf(each, record.events, by) !== undefined,
  );

/** Why a step comes too late: the disagreement is over, or is no longer at the level that the form showed. */
export function whyNotNow(disagreement: Disagreement, level: number | undefined): Refusal | undefined {
  if (!isOpen(disagreement)) return { kind: 'disagreement-over' };
  return level === currentLevel(disagreement).level ? undefined : { kind: 'disagreement-moved-on' };
}

function faultyLevel({ reasons, agency, mash }: LevelForm) {
  return refuseFaultyTexts({ reasons }) ?? refuseLongTexts({ agency, mash }, namesLimit);
}

function textsOf(number: number, level: Level, { reasons, agency, mash }: LevelForm): Texts {
  return {
    [disagreementText.reasons(number, level)]: reasons,
    ...(agency.trim() !== '' && { [disagreementText.agency(number, level)]: agency }),
    ...(mash.trim() !== '' && { [disagreementText.mash(number, level)]: mash }),
  };
}

/** The date by which to settle a disagreement, as somebody typed it. If they typed none, the bot makes none up. */
export type SettleBy = { kind: 'none' } | { kind: 'date'; at: Instant } | { kind: 'unclear' | 'past' | 'far' };

const yearMs = 366 * 24 * 60 * 60 * 1000; // a date further ahead is probably a slip in the year

/** @returns the moment of the reminder: the typed time, or 09:00 in London if only a day was typed */
export function readTarget(text: string, now: Instant): SettleBy {
  if (text.trim() === '') return { kind: 'none' };
  const when = readWhen(text, now, 'ahead');
  if (!when) return { kind: 'unclear' };
  const isPast = when.kind === 'day' ? when.day < londonDay(now) : when.at < now;
  if (isPast) return { kind: 'past' };
  const at = when.kind === 'day' ? morningOf(when.day) : when.at;
  return msBetween(now, at) > yearMs ? { kind: 'far' } : { kind: 'date', at };
}
