import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { verb } from '../../cards/verb.ts';

/** `revision`: how many pieces of news the pressed card showed. */
const data = { case: CaseId, revision: z.int().optional() };

/** “I have read it”: in the MASH channel, and in the Assessment team's. */
export const newsRead = verb('news-read', data);
export const newsReadByTeam = verb('news-read-team', data);
/** The same in the own chat of a person whom the bot told about the news. */
export const newsReadHere = verb('news-read-here', data);
