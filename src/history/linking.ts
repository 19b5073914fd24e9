import { z } from 'zod';
import { CaseId } from '../base/reference.ts';
import { eventByItself, eventByPerson } from './entry.ts';

/** Why two cases may belong together, the strongest reason first. It is a reason to look, never a finding. */
export const Likeness = z.enum(['birth-date', 'birth-year', 'phone', 'address', 'carer']);
export type Likeness = z.infer<typeof Likeness>;

/**
 * What two linked cases share: a family, a home or address, an adult, or something else. Linked children are not always
 * siblings.
 */
export const LinkKind = z.enum(['family', 'household', 'adult', 'other']);
export type LinkKind = z.infer<typeof LinkKind>;

/** The event was first recorded on the other case, which told this one. */
const mirrored = z.literal(true).optional();

/**
 * The links that the bot suggests, and those that a person at the MASH rules out.
 * @source R6.1.4, SR20: the bot suggests links and never links cases itself, and a person can undo any link
 */
export const linkingEvents = [
  eventByItself('PossibleLinksFound', { found: z.array(z.object({ to: CaseId, why: z.array(Likeness) })), mirrored }),
  eventByPerson('LinkRuledOut', { to: CaseId, mirrored }),
] as const;
