import type { Part } from '../case/part.ts';
import { part as assessment } from './assessment/part.ts';
import { part as decision } from './decision/part.ts';
import { part as desk } from './desk/part.ts';
import { part as disagreement } from './disagreement/part.ts';
import { part as linking } from './linking/part.ts';
import { part as retention } from './retention/part.ts';
import { part as side } from './side-records/part.ts';

/** What every feature gives the kernel, in the order in which a case may come to them. */
export const parts: Part[] = [decision, desk, assessment, side, linking, disagreement, retention];
