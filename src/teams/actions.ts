import type { Action } from '../actions/action.ts';
import { assessmentActions } from '../features/assessment/actions.ts';
import { contactActions } from '../features/contacts/actions.ts';
import { copyActions } from '../features/copies/actions.ts';
import { decisionActions } from '../features/decision/actions.ts';
import { deskActions } from '../features/desk/actions.ts';
import { disagreementActions } from '../features/disagreement/actions.ts';
import { linkingActions } from '../features/linking/actions.ts';
import { ownCaseActions } from '../features/own-cases/actions.ts';
import { questionActions } from '../features/question/actions.ts';
import { setUpActions } from '../features/set-up/actions.ts';
import { sideActions } from '../features/side-records/actions.ts';
import { welcomeActions } from '../features/welcome/actions.ts';
import { wizardActions } from '../features/wizard/actions.ts';
import { viewActions } from '../views/actions.ts';

const actions: Action[] = [
  ...viewActions,
  ...deskActions,
  ...copyActions,
  ...questionActions,
  ...decisionActions,
  ...sideActions,
  ...linkingActions,
  ...disagreementActions,
  ...assessmentActions,
  ...setUpActions,
  ...contactActions,
  ...welcomeActions,
  ...ownCaseActions,
  ...wizardActions,
];
export const byVerb = new Map(actions.map((action) => [action.verb.name as string, action]));
