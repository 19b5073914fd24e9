import type { Feature } from '../actions/feature.ts';
import type { EventOwned } from '../case/part.ts';
import type { ClockName } from '../history/entry.ts';
import { address } from './address/index.ts';
import { alarm } from './alarm/index.ts';
import { assessment } from './assessment/index.ts';
import { closing } from './closing/index.ts';
import { contactsFeature } from './contacts/index.ts';
import { copies } from './copies/index.ts';
import { council } from './council/index.ts';
import { decision } from './decision/index.ts';
import { desk } from './desk/index.ts';
import { disagreementFeature } from './disagreement/index.ts';
import { duty } from './duty/index.ts';
import { handOverFeature } from './hand-over/index.ts';
import { hiding } from './hiding/index.ts';
import { information } from './information/index.ts';
import { joining } from './joining/index.ts';
import { leavingTime } from './leaving-time/index.ts';
import { linking } from './linking/index.ts';
import { missingChild } from './missing/index.ts';
import { news } from './news/index.ts';
import { onlookers } from './onlookers/index.ts';
import { outsideTeams } from './outside/index.ts';
import { protection } from './protection/index.ts';
import { question } from './question/index.ts';
import { referral } from './referral/index.ts';
import { report } from './report/index.ts';
import { retention } from './retention/index.ts';
import { review } from './review/index.ts';
import { ringWish } from './ring-wish/index.ts';
import { setUpFeature } from './set-up/index.ts';
import { sideRecordsFeature } from './side-records/index.ts';
import { tasks } from './tasks/index.ts';
import { tellTheReferrer } from './tell/index.ts';
import { welcome } from './welcome/index.ts';
import { wizard } from './wizard/index.ts';
import { yesOrNo } from './yes-or-no/index.ts';

/**
 * Every feature, in the order of the case card. When two features could answer the same event or the same typed words,
 * the first one does. The check comes last, because it takes any words.
 */
const all = [
  referral,
  alarm,
  news,
  desk,
  duty,
  assessment,
  decision,
  closing,
  tasks,
  handOverFeature,
  tellTheReferrer,
  sideRecordsFeature,
  joining,
  linking,
  disagreementFeature,
  retention,
  copies,
  council,
  missingChild,
  address,
  leavingTime,
  protection,
  ringWish,
  information,
  hiding,
  question,
  yesOrNo,
  welcome,
  contactsFeature,
  report,
  setUpFeature,
  outsideTeams,
  onlookers,
  review,
  wizard,
] as const;

/** The names that these features declare. */
type Names<H extends 'events' | 'clocks', F> = F extends { [h in H]: infer Declared } ? keyof Declared : never;
/** Names that two features declare. */
type Twice<H extends 'events' | 'clocks', All extends readonly unknown[], Seen = never> = All extends readonly [
  infer First,
  ...infer Rest,
]
  ? (Names<H, First> & Seen) | Twice<H, Rest, Seen | Names<H, First>>
  : never;
/** The events and clocks that no feature of a list declares, and those that two declare. */
export type OwnerFaults<All extends readonly Feature[], Owned extends string = EventOwned | ClockName> =
  | `${Exclude<Owned, Names<'events', All[number]> | Names<'clocks', All[number]>>} has no owner`
  | `${(Twice<'events', All> | Twice<'clocks', All>) & string} has two owners`;
type Faults = OwnerFaults<typeof all>;

/** It compiles only while there are no faults; the error names them. */
export const features: readonly Feature[] = all satisfies [Faults] extends [never] ? unknown : Faults;
