import type { Feature } from '../actions/feature.ts';
import { alarm } from './alarm/index.ts';
import { assessment } from './assessment/index.ts';
import { contactsFeature } from './contacts/index.ts';
import { copies } from './copies/index.ts';
import { decision } from './decision/index.ts';
import { desk } from './desk/index.ts';
import { disagreementFeature } from './disagreement/index.ts';
import { duty } from './duty/index.ts';
import { handOverFeature } from './hand-over/index.ts';
import { information } from './information/index.ts';
import { instruction } from './instruction/index.ts';
import { joining } from './joining/index.ts';
import { linking } from './linking/index.ts';
import { missingChild } from './missing/index.ts';
import { news } from './news/index.ts';
import { outsideTeams } from './outside/index.ts';
import { question } from './question/index.ts';
import { report } from './report/index.ts';
import { retention } from './retention/index.ts';
import { setUpFeature } from './set-up/index.ts';
import { sideRecordsFeature } from './side-records/index.ts';
import { welcome } from './welcome/index.ts';
import { wizard } from './wizard/index.ts';

/**
 * Every feature, in the order of the case card. When two features could answer the same event or the same typed words,
 * the first one does. The check comes last, because it takes any words.
 */
export const features: readonly Feature[] = [
  alarm,
  news,
  desk,
  duty,
  assessment,
  decision,
  handOverFeature,
  instruction,
  sideRecordsFeature,
  joining,
  linking,
  disagreementFeature,
  retention,
  copies,
  missingChild,
  information,
  question,
  welcome,
  contactsFeature,
  report,
  setUpFeature,
  outsideTeams,
  wizard,
];

/** The part that each feature adds to the kernel. */
export const parts = features.flatMap(({ part }) => part ?? []);
