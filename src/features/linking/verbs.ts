import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, caseVerb, lenient, typed, verb } from '../../cards/verb.ts';
import { LinkKind } from '../../history/desk.ts';

export const links = caseVerb('links');
export const askLink = verb('ask-link', { case: CaseId, other: CaseId });
/** Both cases side by side. */
export const compare = verb('compare', { case: CaseId, other: CaseId });
/** `choice`: what the two cases share. */
export const link = verb('link', { case: CaseId, other: CaseId, choice: LinkKind });
export const notTheSame = verb('not-the-same', { case: CaseId, other: CaseId });
/** Without a `choice`, the bot asks for it. `story`: what was typed of the next child already. */
export const startLinked = verb('start-linked', { case: CaseId, choice: lenient(LinkKind) }, { story: typed });

/** Why somebody of the MASH looks for a person. It is kept. */
const WhyFind = z.enum(['caller', 'same', 'agency', 'record']);
export type WhyFind = z.infer<typeof WhyFind>;

export const askPerson = verb('ask-person');
export const findPerson = verb(
  'find-person',
  { attempt },
  {
    ...{ name: typed, address: typed, phone: typed },
    ...{ organisation: typed, day: typed, reference: typed, why: lenient(WhyFind) },
  },
);
