import { caseAction } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import { face, sideForm, teamFace } from './cards.ts';
import { events } from './events.ts';
import { addSideRecord } from './rules.ts';
import { openSideRecord, saveSideRecord } from './verbs.ts';

/** The MASH records something that is not part of the referral, at any time after it was sent. */
const actions = [
  caseAction(openSideRecord, {
    where: ['mash'],
    does: ({ record }, { choice }) => ({ card: sideForm(record, choice) }),
  }),
  caseAction(saveSideRecord, {
    where: ['mash'],
    does: ({ record }, { choice, inputs }, at) => addSideRecord(record, choice, inputs, at),
    problems: { when: 'Say when the police were told.', words: 'Say what happened, in your own words.' },
    again: ({ record }, { choice }, _, retry) => ({ card: sideForm(record, choice, retry) }),
  }),
];

export const sideRecordsFeature = { name: 'side-records', events, face, teamFace, actions } satisfies Feature;
