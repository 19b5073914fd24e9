import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { verb } from '../../cards/verb.ts';

/**
 * “I have read it”: in the MASH channel, the Assessment team's, and the own chat of a person whom the bot told. `revision`: the
 * number of the newest news on the pressed card; `from`: of the oldest, if not all before it stands there.
 */
export const newsRead = verb('news-read', { case: CaseId, revision: z.int().optional(), from: z.int().optional() });
export type Shown = Partial<Pick<z.output<(typeof newsRead)['data']>, 'from' | 'revision'>>;
