import type { Person } from '../../base/people.ts';
import { type Instant, msOf } from '../../base/time.ts';
import { faulty, tooLong } from '../../case/commands.ts';
import { happened, nothingToDo, type Outcome, refused } from '../../case/outcome.ts';
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

interface Now {
  by: Person;
  now: Instant;
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
  if (form.side === 'referrer' && referral.status !== 'decided') return refused({ kind: 'not-decided' });
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
  const found = mine(held, form.number, by);
  if ('kind' in found) return found;
  const here = currentLevel(found.disagreement);
  const { number, level, target } = form;
  const isSame = here.level === level && here.by === by.id;
  if (isSame && held.texts[disagreementText.reasons(number, here.level)] === form.reasons) return nothingToDo;
  if (!isOpen(found.disagreement)) return refused({ kind: 'disagreement-over' });
  if ((level !== 2 && level !== 3) || level !== here.level + 1) return refused({ kind: 'disagreement-moved-on' });
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
  const found = mine(held, number, by);
  if ('kind' in found) return found;
  const here = currentLevel(found.disagreement);
  if (!isOpen(found.disagreement)) return refused({ kind: 'disagreement-over' });
  if (level !== here.level) return refused({ kind: 'disagreement-moved-on' });
  if (!target) return refused({ kind: 'text-missing', fields: ['target'] });
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
  const found = mine(held, number, by);
  if ('kind' in found) return found;
  const { disagreement } = found;
  if (disagreement.status === 'settled' && disagreement.by === by.id) {
    if (held.texts[disagreementText.outcome(number)] === outcome) return nothingToDo;
  }
  if (!isOpen(disagreement)) return refused({ kind: 'disagreement-over' });
  const here = currentLevel(disagreement).level;
  if (level !== here) return refused({ kind: 'disagreement-moved-on' });
  const fault = faulty({ outcome });
  if (fault) return fault;
  return happened([{ type: 'DisagreementSettled', at: now, by: by.id, number, level: here }], {
    [disagreementText.outcome(number)]: outcome,
  });
}

/** Who raised it takes it back, and nobody else. */
export function takeBack(held: Held, number: number, { by, now }: Now): Outcome {
  const found = mine(held, number, by);
  if ('kind' in found) return found;
  const { disagreement } = found;
  if (disagreement.raisedBy !== by.id) return refused({ kind: 'not-your-disagreement' });
  if (disagreement.status === 'taken-back') return nothingToDo;
  if (!isOpen(disagreement)) return refused({ kind: 'disagreement-over' });
  return happened([{ type: 'DisagreementTakenBack', at: now, by: by.id, number }]);
}

/** Who may move it on: who raised it, and the managers of the MASH. */
export function mayAct({ raisedBy }: Disagreement, { id, roles }: Person): boolean {
  return raisedBy === id || (roles.has('mash-member') && roles.has('mash-manager'));
}

function mine(held: Held, number: number, by: Person): { disagreement: Disagreement } | Outcome {
  const disagreement = disagreementsOf(held.events).find((each) => each.number === number);
  return disagreement && mayAct(disagreement, by) ? { disagreement } : refused({ kind: 'not-your-disagreement' });
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
