import type { Person } from '../../base/people.ts';
import { clock } from '../../cards/london.ts';
import { type Actor, nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { hidingOf, type Said, saidIn } from '../../case/said.ts';
import { sentReferral, textsTogether } from '../../case/standing.ts';
import { isOwnReferral } from '../../case/state.ts';
import type { WhyHidden } from '../../history/desk.ts';

/**
 * The words of the referrer that can be seen, the oldest first, and of a long message the first part. What the MASH wrote
 * itself is not among them.
 */
export function visibleWords(record: CaseRecord): Said[] {
  const { events, facts } = record;
  const byMash = sentReferral(record)?.missing.filter((each) => each.byMash) ?? [];
  return saidIn(events).filter((said) => {
    const event = events[said.index];
    const isOfMash = event?.type === 'ChildMissing' && byMash.some(({ number }) => number === event.number);
    const isFirst = textsTogether(record, said)[0] === said.name;
    return isFirst && facts.texts[said.name] !== undefined && !isOfMash && !hidingOf(events, said.name).hidden;
  });
}

const isMeant = ({ name, at }: Said, said: string) => name === said || clock(at) === said.replace('.', ':');

/** The words that can be seen and are meant by their name, or by the time at which they were said. */
export const wordsMeant = (record: CaseRecord, said: string): Said[] =>
  visibleWords(record).filter((each) => isMeant(each, said));

/** Whether hidden words are meant, and none that can be seen. */
export const isHidden = (record: CaseRecord, said: string): boolean =>
  wordsMeant(record, said).length === 0 &&
  saidIn(record.events).some((each) => isMeant(each, said) && hidingOf(record.events, each.name).hidden);

/** Only managers hide words, and never those of their own referral. */
export function whyNotHide(record: CaseRecord, by: Person) {
  if (!by.roles.has('mash-manager')) return { kind: 'only-a-manager-decides' } as const;
  const sent = sentReferral(record);
  if (!sent) return { kind: 'not-submitted' } as const;
  return isOwnReferral(sent, by.id) ? ({ kind: 'own-referral' } as const) : undefined;
}

/**
 * A manager asks to hide words of the referrer. When a second one asks for the same, with the same reason or none, the
 * words are hidden, with all parts of their message and all copies. They stay in the facts, and no alarm and no clock changes.
 * @param wanted `said`: the name of the words, or the time at which they were said, if only one was said then
 */
export function hideThem(
  record: CaseRecord,
  { said, why }: { said: string; why: WhyHidden | undefined },
  { by, now }: Actor,
): Outcome {
  const refusal = whyNotHide(record, by);
  if (refusal) return refuseWith(refusal);
  const { events, facts } = record;
  const sent = sentReferral(record);
  const [only, another] = wordsMeant(record, said);
  if (!only && isHidden(record, said)) return nothingToDo;
  if (!only || another) return refuseWith({ kind: 'boxes-are-wrong', faults: { said: 'choose' } });
  const { asked: before } = hidingOf(events, only.name);
  const asked = before && sent && isOwnReferral(sent, before.by) ? undefined : before; // they have taken it over since
  const isSame = asked && (why ?? asked.why) === asked.why;
  if (isSame && asked.by === by.id) return nothingToDo;
  const common = { at: now, by: by.id, said: only.name };
  if (!isSame)
    return why
      ? withEvents([{ type: 'HidingAsked', ...common, why }])
      : refuseWith({ kind: 'boxes-are-wrong', faults: { why: 'choose' } });
  const parts = textsTogether(record, only);
  const isCopy = (name: string) =>
    name.startsWith('side-') && parts.some((part) => facts.texts[name] === facts.texts[part]);
  const copies = [...parts.slice(1), ...Object.keys(facts.texts).filter(isCopy)];
  return withEvents([{ type: 'WordsHidden', ...common, why: asked.why, askedBy: asked.by, copies }]);
}
