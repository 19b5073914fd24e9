import type { Feature } from '../actions/feature.ts';
import { assessment } from './assessment/index.ts';
import { copies } from './copies/index.ts';
import { decision } from './decision/index.ts';
import { desk } from './desk/index.ts';
import { disagreement } from './disagreement/index.ts';
import { linking } from './linking/index.ts';
import { missingChild } from './missing/index.ts';
import { question } from './question/index.ts';
import { retention } from './retention/index.ts';
import { sideRecords } from './side-records/index.ts';
import { wizard } from './wizard/index.ts';

/** Every feature, in the order in which they stand on the case card. Where two could say the same, the first one does. */
export const features: readonly Feature[] = [
  desk,
  assessment,
  decision,
  sideRecords,
  linking,
  disagreement,
  retention,
  copies,
  missingChild,
  question,
  wizard,
];

/** What they give the kernel. */
export const parts = features.flatMap(({ part }) => part ?? []);
