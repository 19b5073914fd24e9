import { z } from 'zod';
import { eventByItself, eventByPerson } from './entry.ts';

const number = z.int(); // counts the messages of a case, and is part of the name of their text

/**
 * The MASH tells the referrer what to do now. It may do so at any time, and no clock stops.
 * @source Protocol 8.2 (advice to the referrer)
 */
export const instructionEvents = [
  eventByPerson('ReferrerInstructed', { number }),
  eventByItself('InstructionDelivered', { number }), // Teams accepted it
  eventByPerson('InstructionRead', { number }), // the referrer pressed that they have read it
] as const;

/** The name under which the facts of the case store the text of a message. */
export const instructionText = (message: number): string => `instruction-${message}`;
