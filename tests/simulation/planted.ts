import type { Break } from '../mutants/broken-copy.ts';

/** A fault that somebody might make in one line of the product. The simulation should find it. */
export interface Planted extends Break {
  wrong: string; // what goes wrong, in words
}

const planted = (wrong: string, file: string, find: string, put: string): Planted => ({ wrong, file, find, put });

/**
 * More than twenty faults, each of another kind. `planted.test.ts` fails if one quotes words that are gone.
 */
export const plantedFaults: readonly Planted[] = [
  planted(
    'a write that was overtaken counts as saved',
    'src/store/cases.ts',
    "(await store.replace(record, before.version)).kind !== 'saved'",
    "(await store.replace(record, before.version)).kind === 'never'",
  ),
  planted(
    'the history of a case forgets its oldest events',
    'src/case/advance.ts',
    '...withAnswersMoved({ ...next, events: [...next.events, event] }, after),',
    '...withAnswersMoved({ ...next, events: [...next.events.slice(-10), event] }, after),',
  ),
  planted(
    'the chain does not commit to a changed fact',
    'src/evidence/link.ts',
    'if (!(name in known && isSame(known[name], facts[name])))',
    'if (!(name in known))',
  ),
  planted('a sent referral loses its answers', 'src/features/wizard/finishing.ts', '{ keep: true }', '{ keep: false }'),
  planted(
    'the shared card is posted again instead of updated',
    'src/worker/to-channels.ts',
    'if (updated) return { activityId: shown };',
    'if (updated) return intoThread(made);',
  ),
  planted(
    'a message that was sent is not recorded as sent',
    'src/worker/tell.ts',
    'each.id === entry.id ? { ...each, ...change } : each',
    "each.id === entry.id && change.state?.kind !== 'sent' ? { ...each, ...change } : each",
  ),
  planted(
    'two instances work on one case',
    'src/worker/attend.ts',
    'if (lease && !isOurs && lease.by !== gone)',
    'if (lease && !isOurs && lease.until < caseContext.now)',
  ),
  planted(
    'after the store fails about one message, the lease of the case is not renewed while its other messages are sent',
    'src/worker/attend.ts',
    '(error: unknown) => failed.set(conversation, { error, at: ticks() }),',
    '(error: unknown) => { throw error; },',
  ),
  planted(
    'an instance takes all others for dead',
    'src/worker/attend.ts',
    'if (await deps.store.isAlone()) return false;',
    'return false;',
  ),
  planted(
    'after a fault of the store a case rests for ten minutes',
    'src/worker/cases-in-hand.ts',
    'const storeFaultRestsMs = 1000;',
    'const storeFaultRestsMs = 600_000;',
  ),
  planted(
    'a message that Teams did not take is retried only after hours',
    'src/case/outbox.ts',
    'Math.min(longestWaitMs, firstWaitMs * 2 **',
    'Math.max(20 * longestWaitMs, firstWaitMs * 2 **',
  ),
  planted(
    'a case is not woken for the mark of a clock if nothing else is due in it',
    'src/case/advance.ts',
    'if (mark) times.push(mark);',
    'if (mark && times.length > 0) times.push(mark);',
  ),
  planted(
    'an urgent case does not escalate beyond the managers',
    'src/features/alarm/events.ts',
    'desk.escalation.filter((person) => !managers.includes(person))',
    'desk.escalation.filter((person) => !managers.includes(person)).slice(1)',
  ),
  planted(
    'the referrer of an urgent case is not told to ring',
    'src/features/alarm/clock.ts',
    'overdueFrom && !phonedIn(referral) &&',
    'overdueFrom && phonedIn(referral) &&',
  ),
  planted(
    'an urgent case does not ring at once',
    'src/features/alarm/clock.ts',
    "kind: isMissingNews ? 'turn' : 'remind'",
    "kind: isMissingNews ? 'remind' : 'turn'",
  ),
  planted(
    'nobody above the managers hears that a decision is late',
    'src/features/alarm/events.ts',
    '(escalate || overdue ? desk.escalation : [])',
    '(escalate && overdue ? desk.escalation : [])',
  ),
  planted(
    'a person who cannot be reached is given up at once',
    'src/worker/follow-up.ts',
    'if (isOver) return over;',
    'if (isOver || fault?.gone) return over;',
  ),
  planted(
    'a question to the referrer goes to the managers, too',
    'src/features/question/events.ts',
    'to: author,',
    'to: (event, at) => [...author(event, at), ...at.desk.managers],',
  ),
  planted(
    'every decided case goes to the Assessment team',
    'src/features/assessment/state.ts',
    'if (passesOn(event)) {',
    "if (event.type === 'DecisionRecorded' || passesOn(event)) {",
  ),
  planted(
    'a reminder of a decided case is still sent',
    'src/case/judge.ts',
    'if (event && clockOfMark(parts, event)?.isOver(record))',
    "if (event && referral.status !== 'decided' && clockOfMark(parts, event)?.isOver(record))",
  ),
  planted(
    'the receipt says that a referral is delivered before it is',
    'src/features/referral/cards.ts',
    'if (deliveredAt) return `✓  Delivered to the MASH at ${clock(deliveredAt)}`;',
    'return `✓  Delivered to the MASH at ${clock(deliveredAt ?? ("2026-01-01T00:00:00.000Z" as Instant))}`;',
  ),
  planted(
    'the shared card says for ever that nobody has taken it',
    'src/cards/who-and-when.ts',
    "if (allocation.kind !== 'nobody') {",
    "if (allocation.kind !== 'nobody' && referral.toldOverdue) {",
  ),
  planted(
    'around a change of the clocks, the twenty-four hours for a decision become twenty-five',
    'src/case/clocks.ts',
    'return plus(clockStart, window);',
    'return instantOf(msOf(plus(clockStart, window)) + (/^....-(03-2[89]|10-2[56])/.test(clockStart) ? 3_600_000 : 0));',
  ),
  planted(
    'a typed message is not answered until Teams has taken the reply, however long that takes',
    'src/teams/replies.ts',
    'const stop = after(Math.max(0, ms), passed.resolve);',
    'const stop = after(Math.max(0, ms) * 100, passed.resolve);',
  ),
];
