import { hash } from 'node:crypto';
import { z } from 'zod';
import type { Instant } from '../base/time.ts';
import { Id, Text } from './condition.ts';

/** Who confirmed that a number is right, and which number it was; of an answer, which words. */
export interface Confirmation {
  name: string;
  at: Instant;
  phone: string;
}

/**
 * The answer to what people ask, such as “Must I give my name?”. `id`: as in the phrases (“q anonymous”). `ring`: whom to
 * ring about it, beside Children’s Services.
 */
const Answer = z.strictObject({ id: Id, asks: Text, lines: z.tuple([Text, Text]), ring: Id.optional() });
export const AskedAnswers = z.array(Answer);
export type Answer = z.infer<typeof Answer> & { confirmed?: Confirmation };

/** The words of an answer in short, so that a confirmation holds only while they stay the same. */
export const wordsOfAnswer = ({ asks, lines, ring }: Answer): string =>
  hash('sha256', [asks, ...lines, ring ?? ''].join('\n')).slice(0, 40);

/** The name under which the confirmation of an answer is kept. */
export const confirmedAs = ({ id }: Answer): string => `answer ${id}`;

/**
 * Phrases of the council that mean danger, a question or a command, as in `understanding/phrases`. They only add, and a
 * phrase that cannot be read is left out: no pack is refused for one.
 */
const OwnPhrase = z.object({ id: Id, means: z.string(), words: z.string().min(1) });
export const OwnPhrases = z
  .array(OwnPhrase.nullable().catch(null))
  .catch([])
  .default([])
  .transform((phrases) => phrases.flatMap((phrase) => phrase ?? []));
