import type { Action } from '../actions/action.ts';
import { copyActions } from '../features/copies/actions.ts';
import { decisionActions } from '../features/decision/actions.ts';
import { deskActions } from '../features/desk/actions.ts';
import { disagreementActions } from '../features/disagreement/actions.ts';
import { informationActions } from '../features/information/actions.ts';
import { linkingActions } from '../features/linking/actions.ts';
import { missingActions } from '../features/missing/actions.ts';
import { questionActions } from '../features/question/actions.ts';
import { sideActions } from '../features/side-records/actions.ts';
import { viewActions } from '../views/actions.ts';

const actions: Action[] = [
  ...viewActions,
  ...deskActions,
  ...copyActions,
  ...questionActions,
  ...missingActions,
  ...informationActions,
  ...decisionActions,
  ...sideActions,
  ...linkingActions,
  ...disagreementActions,
];
export const byVerb = new Map(actions.map((action) => [action.verb.name as string, action]));
