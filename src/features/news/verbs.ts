import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { verb } from '../../cards/verb.ts';

/** `revision`: how many news there were on the card that is pressed. */
const which = { case: CaseId, revision: z.int().optional() };

/** “I have read it”: in the MASH channel, and in the Assessment team's. */
export const newsRead = verb('news-read', which);
export const newsReadByTeam = verb('news-read-team', which);
/** The same in the own chat of whom the bot has told of it. */
export const newsReadHere = verb('news-read-here', which);
