import type { Person } from '../../base/people.ts';
import { type Instant, msOf } from '../../base/time.ts';
import { faulty, type Now, tooLong } from '../../case/commands.ts';
import { isOnceDecided } from '../../case/once-decided.ts';
import { happened, nothingToDo, type Outcome, type Refusal, refused } from '../../case/outcome.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { disagreementText, type Level } from '../../history/disagreement.ts';
import type { CaseEvent } from '../../history/events.ts';
import { currentLevel, type Disagreement, disagreementsOf, isOpen, openOf, type Side } from './state.ts';

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
export function raise(held: Held, form: LevelForm & { side: Side; number?: number }, { by, now }: Now): Outcome {
  const referral = submittedIn(referralOf(held.events));
  if (form.side === 'mash' && !by.roles.has('mash-member')) return refused({ kind: 'only-the-mash' });
  if (!referral) return refused({ kind: 'not-submitted' });
  if (form.side === 'referrer' && by.id !== referral.submittedBy) return refused({ kind: 'not-the-author' });
  if (form.side === 'referrer' && !isOnceDecided(referral)) return refused({ kind: 'not-decided' });
  const all = disagreementsOf(held.events);
  const open = openOf(held.events, form.side);
  const before = open ?? all.find((each) => each.number === form.number && each.side === form.side);
  if (before?.raisedBy === by.id && held.texts[disagreementText.reasons(before.number, 1)] === form.reasons)
    return nothingToDo;
  if (open) return refused({ kind: 'disagreement-open' });
  const fault = faultyLevel(form);
  if (fault) return fault;
  const number = all.length + 1;
  const { side, target } = form;
  return happened(
    [{ type: 'DisagreementRaised', at: now, by: by.id, number, side, ...(target ? { target } : {}) }],
    textsOf(number, 1, form),
  );
}

/**
 * It could not be settled where it is, and goes to the next level. None is skipped, whatever a form says.
 * @source Protocol 13
 */
export function goUp(held: Held, form: LevelForm & { number: number; level: number }, { by, now }: Now): Outcome {
  const { number, level, target } = form;
  const disagreement = mine(held, number, by);
  if (!disagreement) return notYours;
  const here = currentLevel(disagreement);
  const isSame = here.level === level && here.by === by.id;
  if (isSame && held.texts[disagreementText.reasons(number, here.level)] === form.reasons) return nothingToDo;
  const late = tooLate(disagreement, level - 1);
  if (late) return refused(late);
  if (level !== 2 && level !== 3) return refused({ kind: 'disagreement-moved-on' });
  const fault = faultyLevel(form);
  if (fault) return fault;
  return happened(
    [{ type: 'DisagreementWentUp', at: now, by: by.id, number, level, ...(target ? { target } : {}) }],
    textsOf(number, level, form),
  );
}

/** The parties set a date, or another one. How long is reasonable is for them to say. @source Protocol 13 */
export function setDate(
  held: Held,
  { number, level, target }: { number: number; level: number; target: Instant | undefined },
  { by, now }: Now,
): Outcome {
  const disagreement = mine(held, number, by);
  if (!disagreement) return notYours;
  const late = tooLate(disagreement, level);
  if (late) return refused(late);
  if (!target) return refused({ kind: 'text-missing', fields: ['target'] });
  const here = currentLevel(disagreement);
  // "In two hours", pressed twice, is one date.
  if (here.target && Math.abs(msOf(here.target.at) - msOf(target)) < oneMinuteMs) return nothingToDo;
  return happened([{ type: 'DisagreementDateSet', at: now, by: by.id, number, level: here.level, target }]);
}

/** Both sides agree, and how. */
export function settle(
  held: Held,
  { number, level, outcome }: { number: number; level: number; outcome: string },
  { by, now }: Now,
): Outcome {
  const disagreement = mine(held, number, by);
  if (!disagreement) return notYours;
  const text = disagreementText.outcome(number);
  const isMine = disagreement.status === 'settled' && disagreement.by === by.id;
  if (isMine && held.texts[text] === outcome) return nothingToDo;
  const late = tooLate(disagreement, level);
  if (late) return refused(late);
  const fault = faulty({ outcome });
  if (fault) return fault;
  const here = currentLevel(disagreement).level;
  return happened([{ type: 'DisagreementSettled', at: now, by: by.id, number, level: here }], { [text]: outcome });
}

/** Who raised it takes it back, and nobody else. */
export function takeBack(held: Held, number: number, { by, now }: Now): Outcome {
  const disagreement = mine(held, number, by);
  if (disagreement?.raisedBy !== by.id) return notYours;
  if (disagreement.status === 'taken-back') return nothingToDo;
  if (!isOpen(disagreement)) return refused({ kind: 'disagreement-over' });
  return happened([{ type: 'DisagreementTakenBack', at: now, by: by.id, number }]);
}

/** Who may move it on: who raised it, and the managers of the MASH. */
export function mayAct({ raisedBy }: Disagreement, { id, roles }: Person): boolean {
  return raisedBy === id || (roles.has('mash-member') && roles.has('mash-manager'));
}

const notYours = refused({ kind: 'not-your-disagreement' });

const mine = (held: Held, number: number, by: Person): Disagreement | undefined =>
  disagreementsOf(held.events).find((each) => each.number === number && mayAct(each, by));

/** A step is for an open disagreement, at the level where it stood when the form was shown. */
export function tooLate(disagreement: Disagreement, level: number | undefined): Refusal | undefined {
  if (!isOpen(disagreement)) return { kind: 'disagreement-over' };
  return level === currentLevel(disagreement).level ? undefined : { kind: 'disagreement-moved-on' };
}

function faultyLevel({ reasons, agency, mash }: LevelForm): Outcome | undefined {
  return faulty({ reasons }) ?? tooLong({ agency, mash }, namesLimit);
}

function textsOf(number: number, level: Level, { reasons, agency, mash }: LevelForm): Record<string, string> {
  return {
    [disagreementText.reasons(number, level)]: reasons,
    ...(agency.trim() === '' ? {} : { [disagreementText.agency(number, level)]: agency }),
    ...(mash.trim() === '' ? {} : { [disagreementText.mash(number, level)]: mash }),
  };
}
