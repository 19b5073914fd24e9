import { caseAction } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import { caseNotice } from '../../cards/about-case.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Events, type Meaning, type Notice, words } from '../../cards/meaning.ts';
import { line } from '../../cards/parts.ts';
import { onItWords } from '../../cards/who-and-when.ts';
import type { EventOwned } from '../../case/part.ts';
import { face, familyClaimAdvice, recordLines, sideForm, teamFace, titles } from './cards.ts';
import { addSideRecord } from './rules.ts';
import type { SideEvent } from './state.ts';
import { openSideRecord, saveSideRecord } from './verbs.ts';

const shown: Meaning<SideEvent> = {
  card: true,
  line: (event, { record }) => words(titles[event.type], ...recordLines(record, event)),
};

/** When somebody claims to be family, or a stranger was at the placement, every manager is told, on duty or not. */
const alert: Notice<SideEvent> = {
  to: (_, { desk }) => desk.managers,
  sounds: true,
  card: (event, { record, link }) =>
    caseNotice(record.id, {
      summary: `: ${titles[event.type]}`,
      lines: [
        line(titles[event.type], 'bold'),
        event.type === 'FamilyClaimed' && familyClaimAdvice.map((advice) => line(advice)),
        `Recorded ${clockAndDay(event.at)}. Read it in the channel.`,
        onItWords(record),
      ],
      link,
    }),
};

/** Side records go to the MASH. The referrer is not told: it is not for them to know. @source Protocol 10.1 */
const events = {
  PoliceInformed: shown,
  MashNewsRecorded: shown,
  FamilyClaimed: { ...shown, notices: { alert } },
  VisitorSeen: { ...shown, notices: { alert } },
} satisfies Partial<Events<EventOwned>>;

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
