import { clockOfAlarm, hasActed, isAlarming, leftToNobody } from '../../../src/case/alarms.ts';
import { nameOfMessage, type OutboxMessage } from '../../../src/case/outbox.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { happened } from '../../../src/history/events.ts';
import { textIn } from '../../fakes/card.ts';
import { isReceipt } from '../actors/referring.ts';
import { caseOf, type Invariant, reference } from './scene.ts';

const minuteMs = 60_000;
const slackMs = 2 * minuteMs;

/** What must have happened by when, while nobody has a referral about a child in danger. `isTold`: about what was told since then. */
const steps: { afterMs: number; words: string; isTold: (record: CaseRecord, message: OutboxMessage) => boolean }[] = [
  {
    afterMs: 0,
    words: 'nobody was alerted',
    isTold: (record, message) => isAlarming(message) && clockOfAlarm(record, message) === 'urgent',
  },
  {
    afterMs: 15 * minuteMs,
    words: 'it has not escalated',
    isTold: (_, message) => nameOfMessage(message) === 'alarm/ringEscalation',
  },
  {
    afterMs: 30 * minuteMs,
    words: 'the referrer was not told to ring',
    isTold: (_, message) => nameOfMessage(message) === 'alarm/ringNow',
  },
];

/**
 * When a child is in danger and nobody at the MASH acts in time, the bot alerts the desk, escalates and tells the
 * referrer to ring. All of it counts anew from when it is left to nobody: who had it is off duty, or hands it on.
 */
export const urgentInTime: Invariant = {
  name: 'somebody acts on an urgent case within its minutes, or the bot escalates and tells the referrer to ring',
  source: 'Protocol 6.7, 8.2, 10.2; clocks.urgent',
  watch(scene, { checked, broken }) {
    const { world } = scene;
    const open: { id: string; at: number; from: number; step: number }[] = [];

    return {
      turned({ answer }) {
        if (answer.kind !== 'card' || !isReceipt(answer)) return;
        const [id = ''] = textIn(answer.card).match(reference) ?? [];
        const record = caseOf(scene, id);
        if (record?.facts.answers.values.danger !== 'yes' || open.some((each) => each.id === id)) return;
        open.push({ id, at: world.clock.ms(), from: -1, step: 0 });
      },
      looks() {
        const now = world.clock.ms();
        for (const each of open) {
          const record = caseOf(scene, each.id);
          const from = record ? leftToNobody(record.events) : -1;
          if (from >= 0 && from !== each.from) Object.assign(each, { at: now, from, step: 0 });
          const step = steps[each.step];
          if (!step || !record || now < Math.max(each.at + step.afterMs, scene.wellSince()) + slackMs) continue;
          each.step += 1;
          const isOver = record.status !== 'awaiting-decision' || happened(record.events, 'ChildSafe');
          if (isOver || hasActed(record.events)) continue;
          checked();
          const told = record.outbox.filter(({ message }) => 'event' in message && (message.event ?? -1) > each.from);
          if (!told.some(({ message }) => step.isTold(record, message)))
            broken(`${each.id}, a child in danger, with nobody for ${minutes(now - each.at)}: ${step.words}`);
        }
      },
    };
  },
};

const minutes = (ms: number): string => `${Math.round(ms / minuteMs)} minutes`;
