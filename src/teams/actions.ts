import type { Action } from '../actions/action.ts';
import { features } from '../features/list.ts';
import { viewActions } from '../views/actions.ts';

/** Every action that a button can ask for: those of the features, and those that only show a case. */
export const actions: readonly Action[] = [...features.flatMap(({ actions = [] }) => actions), ...viewActions];

export const actionsByVerb = new Map(actions.map((action) => [action.verb.name, action]));
