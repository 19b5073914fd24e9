import type { Hears, Notice } from '../../cards/meaning.ts';
import { hasActed, isUnanswered } from '../../case/acted.ts';
import { remindedPeople } from '../../case/alarms.ts';
import { andHolder, managersToRemind, orStandIns, type ToOrStandIns } from '../../case/desk.ts';
import type { EventAt, Mark } from '../../case/part.ts';
import { submitted } from '../../case/submitted.ts';
import { leavesSightCard, noChannelCard, reminderCard } from './reminder.ts';

const card =
  (escalation: boolean): Notice<Mark>['card'] =>
  ({ late }, { record, ...view }) =>
    reminderCard(record, submitted(record), { late, escalation, ...view });

/** Tells people of the MASH that a case still waits: for its decision, or for a channel to be posted in. */
export const reminders: Hears<'decision' | 'leavesSight' | 'delivery'> = {
  decision: {
    notices: {
      reminder: { alarm: true, to: toManagers, card: card(false) },
      escalation: {
        ...{ alarm: true, goesUp: true, card: card(true) },
        to: ({ escalate, overdue }, { desk }) => (escalate || overdue ? desk.escalation : []),
      },
    },
  },
  leavesSight: {
    notices: {
      leavesSight: {
        alarm: true,
        to: (_, { desk, referral, record }) =>
          orStandIns(andHolder(hasActed(record.events) ? managersToRemind(desk) : desk.managers, referral)),
        card: (_, { record, ...view }) => leavesSightCard(record, submitted(record), view),
      },
    },
  },
  delivery: {
    notices: {
      noChannel: {
        alarm: true,
        to: ({ noChannel }, { desk }) => (noChannel ? orStandIns(desk.managers) : []),
        card: (_, { record, ...view }) => noChannelCard(record, submitted(record), view),
      },
    },
  },
};

/**
 * The managers who are told of a mark of the decision clock: those on duty, or all of them if nobody acted on the last
 * mark. When it goes to the escalation contact, every manager who was not reminded before is told too, so nobody's
 * absence can keep it quiet.
 */
function toManagers({ remind, escalate, overdue }: Mark, { desk, record, referral }: EventAt): ToOrStandIns {
  if (remind && desk.managers.length === 0) return orStandIns(andHolder([], referral));
  const alreadyReminded = remindedPeople(record, 'decision');
  const inTurn = isUnanswered(record.events, 'decision') ? desk.managers : managersToRemind(desk);
  const managers = desk.managers.filter(
    (manager) =>
      ((remind || overdue) && inTurn.includes(manager)) ||
      ((escalate || overdue) && !alreadyReminded.includes(manager)),
  );
  return remind || overdue ? andHolder(managers, referral) : managers;
}
