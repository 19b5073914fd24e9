import type { PressPlace } from '../../src/actions/context.ts';
import type * as cards from '../../src/cards/verbs.ts';
import type * as address from '../../src/features/address/verbs.ts';
import type * as alarm from '../../src/features/alarm/verbs.ts';
import type * as assessment from '../../src/features/assessment/verbs.ts';
import type * as closing from '../../src/features/closing/verbs.ts';
import type * as contacts from '../../src/features/contacts/verbs.ts';
import type * as copies from '../../src/features/copies/verbs.ts';
import type * as decision from '../../src/features/decision/verbs.ts';
import type * as desk from '../../src/features/desk/verbs.ts';
import type * as disagreement from '../../src/features/disagreement/verbs.ts';
import type * as duty from '../../src/features/duty/verbs.ts';
import type * as handOver from '../../src/features/hand-over/verbs.ts';
import type * as hiding from '../../src/features/hiding/verbs.ts';
import type * as information from '../../src/features/information/verbs.ts';
import type * as joining from '../../src/features/joining/verbs.ts';
import type * as leavingTime from '../../src/features/leaving-time/verbs.ts';
import type * as linking from '../../src/features/linking/verbs.ts';
import type * as news from '../../src/features/news/verbs.ts';
import type * as protection from '../../src/features/protection/verbs.ts';
import type * as question from '../../src/features/question/verbs.ts';
import type * as report from '../../src/features/report/verbs.ts';
import type * as retention from '../../src/features/retention/verbs.ts';
import type * as ringWish from '../../src/features/ring-wish/verbs.ts';
import type * as setUp from '../../src/features/set-up/verbs.ts';
import type * as sideRecords from '../../src/features/side-records/verbs.ts';
import type * as tasks from '../../src/features/tasks/verbs.ts';
import type * as tell from '../../src/features/tell/verbs.ts';
import type * as wizard from '../../src/features/wizard/verbs.ts';
import { actions } from '../../src/teams/slots.ts';
import type { PlaceName } from './place-names.ts';

type NameIn<Verbs> = {
  [Key in keyof Verbs]: Verbs[Key] extends { name: infer Name extends string } ? Name : never;
}[keyof Verbs];

/** The name of every verb in the source. */
export type VerbName =
  | NameIn<typeof cards>
  | NameIn<typeof address>
  | NameIn<typeof alarm>
  | NameIn<typeof assessment>
  | NameIn<typeof closing>
  | NameIn<typeof tasks>
  | NameIn<typeof contacts>
  | NameIn<typeof copies>
  | NameIn<typeof decision>
  | NameIn<typeof desk>
  | NameIn<typeof disagreement>
  | NameIn<typeof duty>
  | NameIn<typeof handOver>
  | NameIn<typeof hiding>
  | NameIn<typeof information>
  | NameIn<typeof leavingTime>
  | NameIn<typeof tell>
  | NameIn<typeof joining>
  | NameIn<typeof linking>
  | NameIn<typeof news>
  | NameIn<typeof protection>
  | NameIn<typeof question>
  | NameIn<typeof report>
  | NameIn<typeof retention>
  | NameIn<typeof ringWish>
  | NameIn<typeof setUp>
  | NameIn<typeof sideRecords>
  | NameIn<typeof wizard>;

export const verbs = actions.map(({ verb }) => verb.name as VerbName);

const placesOf: Record<PressPlace, PlaceName[]> = {
  mash: ['the MASH channel'],
  assessment: ['the Assessment team’s channel'],
  chat: ['their own chat'],
  'desk-chat': ['their own chat'],
  team: ['the MASH channel', 'the Assessment team’s channel', 'another channel'],
};

/** Where the source lets a verb be pressed. */
export const placesInSource = (name: VerbName): PlaceName[] =>
  actions.filter(({ verb }) => verb.name === name).flatMap(({ where }) => where.flatMap((each) => placesOf[each]));
