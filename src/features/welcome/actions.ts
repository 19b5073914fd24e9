import { errand } from '../../actions/action.ts';
import { say } from '../../actions/reply.ts';
import { learnCard } from './learn.ts';
import { learn } from './verbs.ts';

export const actions = [errand(learn, ['chat'], (_, { pack }) => say(learnCard(pack)))];
