import type { Person, StaffId } from '../../base/people.ts';
import { type Instant, msOf } from '../../base/time.ts';
import { type Actor, refuseFaultyTexts, refuseLongTexts } from '../../case/commands.ts';
import { isOnceDecided } from '../../case/once-decided.ts';
import { nothingToDo, type Outcome, type Refusal, refuseWith, withEvents } from '../../case/outcome.ts';
import { isOwnReferral, referralOf, submittedIn } from '../../case/state.ts';
import { disagreementText, type Level, type Party } from '../../history/disagreement.ts';
import type { CaseEvent } from '../../history/events.ts';
import { currentLevel, type Disagreement, disagreementsOf, isOpen, openOf, type Side, saidBy } from './state.ts';

/** Longest name of the people of one side, in characters. */
export const namesLimit = 200;

const oneMinuteMs = 60_000;

/** What the case holds that a command needs. */
interface Held {
  events: CaseEvent[];
  texts: Record<string, string>;
}

/** What is written for one level. Reasons are required; who talks it through and the date are for the parties to say. */
interface LevelForm {
  reasons: string;
  agency: string;
  mash: string;
  target?: Instant | undefined;
}

/**
 * Raises a disagreement at level 1: the referrer about a decision, or somebody of the MASH about a case. Each side has one at a time.
 * @param number the number that the form stood for, so that an old form pressed again is no second disagreement
 * @source Protocol 13
 */
export function raise(held: Held, form: LevelForm & { side: Side; number?: number }, { by, now }: Actor): Outcome {
  const referral = submittedIn(referralOf(held.events));
  if (form.side === 'mash' && !by.roles.has('mash-member')) return refuseWith({ kind: 'only-the-mash' });
  if (!referral) return refuseWith({ kind: 'not-submitted' });
  if (form.side === 'referrer' && by.id !== referral.submittedBy) return refuseWith({ kind: 'not-the-author' });
  if (form.side === 'referrer' && !isOnceDecided(referral)) return refuseWith({ kind: 'not-decided' });
  const all = disagreementsOf(held.events);
  const open = openOf(held.events, form.side);
  const before = open ?? all.find((each) => each.number === form.number && each.side === form.side);
  if (before?.raisedBy === by.id && held.texts[disagreementText.reasons(before.number, 1)] === form.reasons)
    return nothingToDo;
  if (open) return refuseWith({ kind: 'disagreement-open' });
  const fault = faultyLevel(form);
  if (fault) return fault;
  const number = all.length + 1;
  const { side, target } = form;
  return withEvents(
    [{ type: 'DisagreementRaised', at: now, by: by.id, number, side, ...(target ? { target } : {}) }],
    textsOf(number, 1, form),
  );
}

/**
 * It could not be settled where it is, and goes to the next level. None is skipped, whatever a form says.
 * @source Protocol 13
 */
export function goUp(held: Held, form: LevelForm & { number: number; level: number }, { by, now }: Actor): Outcome {
  const { number, level, target } = form;
  const disagreement = mine(held, number, by);
  if (!disagreement) return notYours;
  const here = currentLevel(disagreement);
  const isSame = here.level === level && here.by === by.id;
  if (isSame && held.texts[disagreementText.reasons(number, here.level)] === form.reasons) return nothingToDo;
  const late = tooLate(disagreement, level - 1);
  if (late) return refuseWith(late);
  if (level !== 2 && level !== 3) return refuseWith({ kind: 'disagreement-moved-on' });
  const fault = faultyLevel(form);
  if (fault) return fault;
  return withEvents(
    [{ type: 'DisagreementWentUp', at: now, by: by.id, number, level, ...(target ? { target } : {}) }],
    textsOf(number, level, form),
  );
}

/** The parties set a date, or another one. How long is reasonable is for them to say. @source Protocol 13 */
export function setDate(
  held: Held,
  { number, level, target }: { number: number; level: number; target: Instant | undefined },
  { by, now }: Actor,
): Outcome {
  const disagreement = mine(held, number, by);
  if (!disagreement) return notYours;
  const late = tooLate(disagreement, level);
  if (late) return refuseWith(late);
  if (!target) return refuseWith({ kind: 'text-missing', fields: ['target'] });
  const here = currentLevel(disagreement);
  // "In two hours", pressed twice, is one date.
  if (here.target && Math.abs(msOf(here.target.at) - msOf(target)) < oneMinuteMs) return nothingToDo;
  return withEvents([{ type: 'DisagreementDateSet', at: now, by: by.id, number, level: here.level, target }]);
}

/** One side says that it is settled, and how. It ends when the other side has said so, too. @source Protocol 13 */
export function settle(
  held: Held,
  { number, level, outcome }: { number: number; level: number; outcome: string },
  { by, now }: Actor,
): Outcome {
  const disagreement = mine(held, number, by);
  const party = disagreement && partyOf(disagreement, held.events, by);
  if (!disagreement || !party) return notYours;
  const here = currentLevel(disagreement).level;
  const before = saidBy(disagreement, party);
  const name = disagreementText.agreed(number, here, party);
  if (before?.by === by.id && held.texts[name] === outcome) return nothingToDo;
  const late = tooLate(disagreement, level);
  if (late) return refuseWith(late);
  if (before) return refuseWith({ kind: 'side-has-said-so', by: before.by });
  const fault = refuseFaultyTexts({ outcome });
  if (fault) return fault;
  const isBoth = saidBy(disagreement, party === 'raiser' ? 'other' : 'raiser') !== undefined;
  const said = { at: now, by: by.id, number, level: here };
  return withEvents(
    [
      { type: 'DisagreementAgreed', ...said, party },
      ...(isBoth ? [{ type: 'DisagreementSettled' as const, ...said }] : []),
    ],
    { [name]: outcome },
  );
}

/**
 * The next level ends it: somebody who is set up for the level to which it went, and who has no part in it.
 * @param levels who is set up for level 2 and 3
 * @source Protocol 13
 */
export function close(
  held: Held,
  { number, level, reason, levels }: { number: number; level: number; reason: string; levels: ForLevels },
  { by, now }: Actor,
): Outcome {
  const disagreement = disagreementsOf(held.events).find((each) => each.number === number);
  if (!disagreement || !mayClose(disagreement, held.events, levels, by)) return notYours;
  const text = disagreementText.outcome(number);
  const isMine = disagreement.status === 'closed' && disagreement.by === by.id;
  if (isMine && held.texts[text] === reason) return nothingToDo;
  const late = tooLate(disagreement, level);
  if (late) return refuseWith(late);
  if (level !== 2 && level !== 3) return refuseWith({ kind: 'disagreement-moved-on' });
  const fault = refuseFaultyTexts({ reason });
  if (fault) return fault;
  return withEvents([{ type: 'DisagreementClosed', at: now, by: by.id, number, level }], { [text]: reason });
}

/** Who is set up for a level. */
export type ForLevels = Record<2 | 3, StaffId[]>;

/** Whether somebody is set up for the level where it stands, or ended, and took no part in it before. */
export function mayClose(
  disagreement: Disagreement,
  events: CaseEvent[],
  levels: ForLevels,
  { id }: Pick<Person, 'id'>,
): boolean {
  const { level } = currentLevel(disagreement);
  if (level === 1 || !levels[level].includes(id)) return false;
  const sent = submittedIn(referralOf(events));
  const parties = [disagreement.raisedBy, ...[...disagreement.levels, ...disagreement.agreed].map(({ by }) => by)];
  return sent !== undefined && !isOwnReferral(sent, id) && !parties.includes(id);
}

/** Whose side raised it takes it back, and nobody else. */
export function takeBack(held: Held, number: number, { by, now }: Actor): Outcome {
  const disagreement = mine(held, number, by);
  if (!disagreement || partyOf(disagreement, held.events, by) !== 'raiser') return notYours;
  if (disagreement.status === 'taken-back') return nothingToDo;
  if (!isOpen(disagreement)) return refuseWith({ kind: 'disagreement-over' });
  return withEvents([{ type: 'DisagreementTakenBack', at: now, by: by.id, number }]);
}

/**
 * On which side somebody stands: of the referrer’s, whoever has the referral now and the managers of the MASH; of one of the MASH, who
 * raised it and its other managers. Nobody stands on both.
 */
export function partyOf(disagreement: Disagreement, events: CaseEvent[], { id, roles }: Person): Party | undefined {
  const sent = submittedIn(referralOf(events));
  if (!sent) return undefined;
  const isReferrers = disagreement.side === 'referrer';
  if (id === (isReferrers ? sent.submittedBy : disagreement.raisedBy)) return 'raiser';
  const isManager = roles.has('mash-member') && roles.has('mash-manager');
  return isManager && !(isReferrers && isOwnReferral(sent, id)) ? 'other' : undefined;
}

const notYours = refuseWith({ kind: 'not-your-disagreement' });

const mine = (held: Held, number: number, by: Person): Disagreement | undefined =>
  disagreementsOf(held.events).find((each) => each.number === number && partyOf(each, held.events, by) !== undefined);

/** A step is for an open disagreement, at the level where it stood when the form was shown. */
export function tooLate(disagreement: Disagreement, level: number | undefined): Refusal | undefined {
  if (!isOpen(disagreement)) return { kind: 'disagreement-over' };
  return level === currentLevel(disagreement).level ? undefined : { kind: 'disagreement-moved-on' };
}

function faultyLevel({ reasons, agency, mash }: LevelForm): Outcome | undefined {
  return refuseFaultyTexts({ reasons }) ?? refuseLongTexts({ agency, mash }, namesLimit);
}

function textsOf(number: number, level: Level, { reasons, agency, mash }: LevelForm): Record<string, string> {
  return {
    [disagreementText.reasons(number, level)]: reasons,
    ...(agency.trim() === '' ? {} : { [disagreementText.agency(number, level)]: agency }),
    ...(mash.trim() === '' ? {} : { [disagreementText.mash(number, level)]: mash }),
  };
}
