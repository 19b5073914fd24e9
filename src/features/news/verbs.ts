import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { verb } from '../../cards/verb.ts';

/** `revision`: how many pieces of news the pressed card showed. */
/** “I have read it”: in the MASH channel, the Assessment team's, and the own chat of a person whom the bot told. */
export const newsRead = verb('news-read', { case: CaseId, revision: z.int().optional() });
