import { z } from 'zod';
import { done, happened } from './entry.ts';

const number = z.int(); // counts the messages of a case, and names their words

/** What the MASH tells the referrer to do now, at any time. It stops no clock. @source Protocol 8.2 (advice to the referrer) */
export const instructionEvents = [
  done('ReferrerInstructed', { number }),
  happened('InstructionDelivered', { number }), // Teams took it for the referrer
  done('InstructionRead', { number }), // the referrer says so
] as const;

/** Under which name the words of a message are kept among the facts of the case. */
export const instructionText = (of: number): string => `instruction-${of}`;
