import { clockOfAlarm, hasActed, isAlarming } from '../../../src/case/alarms.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { textIn } from '../../fakes/card.ts';
import { isReceipt } from '../actors/referring.ts';
import { caseOf, type Invariant, reference } from './scene.ts';

const minuteMs = 60_000;
const slackMs = 2 * minuteMs;

/** What must have happened by when, after the receipt of a referral about a child in danger, if nobody has acted. */
const steps: { afterMs: number; words: string; isSo: (record: CaseRecord) => boolean }[] = [
  {
    afterMs: 0,
    words: 'nobody was alerted',
    isSo: (record) =>
      record.outbox.some(({ message }) => isAlarming(message) && clockOfAlarm(record, message) === 'urgent'),
  },
  {
    afterMs: 15 * minuteMs,
    words: 'it has not escalated',
    isSo: ({ outbox }) =>
      outbox.some(({ message }) => message.kind === 'notice' && message.as === 'alarm/ringEscalation'),
  },
  {
    afterMs: 30 * minuteMs,
    words: 'the referrer was not told to ring',
    isSo: ({ outbox }) => outbox.some(({ message }) => message.kind === 'notice' && message.as === 'alarm/ringNow'),
  },
];

/**
 * When a child is in danger and nobody at the MASH acts in time, the bot alerts the desk, escalates and tells the
 * referrer to ring.
 */
export const urgentInTime: Invariant = {
  name: 'somebody acts on an urgent case within its minutes, or the bot escalates and tells the referrer to ring',
  source: 'Protocol 6.7, 8.2, 10.2; clocks.urgent',
  watch(scene, { checked, broken }) {
    const { world } = scene;
    const open: { id: string; at: number; step: number }[] = [];

    return {
      turned({ answer }) {
        if (answer.kind !== 'card' || !isReceipt(answer)) return;
        const [id = ''] = textIn(answer.card).match(reference) ?? [];
        const record = caseOf(scene, id);
        if (record?.facts.answers.values.danger !== 'yes' || open.some((each) => each.id === id)) return;
        open.push({ id, at: world.clock.ms(), step: 0 });
      },
      looks() {
        const now = world.clock.ms();
        for (const each of open) {
          const step = steps[each.step];
          const record = caseOf(scene, each.id);
          if (!step || !record || now < Math.max(each.at + step.afterMs, scene.wellSince()) + slackMs) continue;
          each.step += 1;
          if (record.status !== 'awaiting-decision' || hasActed(record.events)) continue;
          checked();
          if (!step.isSo(record))
            broken(`${each.id}, a child in danger, sent ${minutes(now - each.at)} ago: ${step.words}`);
        }
      },
    };
  },
};

const minutes = (ms: number): string => `${Math.round(ms / minuteMs)} minutes`;
