import { caseNotice } from '../../cards/about-case.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Events, type Meaning, type Notice, words } from '../../cards/meaning.ts';
import { line } from '../../cards/parts.ts';
import { onItWords } from '../../cards/who-and-when.ts';
import type { EventOwned } from '../../case/part.ts';
import { familyClaimAdvice, recordLines, titles } from './cards.ts';
import type { SideEvent } from './state.ts';

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
export const events = {
  PoliceInformed: shown,
  MashNewsRecorded: shown,
  FamilyClaimed: { ...shown, notices: { alert } },
  VisitorSeen: { ...shown, notices: { alert } },
} satisfies Partial<Events<EventOwned>>;
