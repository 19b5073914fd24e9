import type { CaseRecord } from '../../../src/case/record.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import { assessments, referrals } from '../../fakes/people.ts';
import { allOf, caseOf, casesOf, type Invariant, reference, wholeText } from './scene.ts';

/** Who hears what: the referrer of the case, the MASH, and the Assessment team once the case is passed on. */
export const noMoreThanMay: Invariant = {
  name: 'nobody hears what they may not',
  source: 'SR2, SR3, SR10, SR20, SR23; Protocol 8.1',
  watch(scene, { held, broken }) {
    const { world, marks } = scene;
    const cases = new Map<string, string>(); // by a word that stands in it

    /** Some words (who refers) stand in several. The last one that was found is the likeliest. */
    function* casesWith(word: string): Generator<CaseRecord> {
      const known = cases.get(word);
      const before = known === undefined ? undefined : caseOf(scene, known);
      if (before) yield before;
      for (const record of casesOf(scene)) {
        if (record.id === known || !wholeText(scene, record).includes(word)) continue;
        cases.set(word, record.id);
        yield record;
      }
    }

    /** @returns undefined where one of the cases that it stands in may be read there, or none has it any more */
    function whyNoneOf(word: string, conversation: string): string | undefined {
      let first: string | undefined;
      for (const record of casesWith(word)) {
        const why = whyNot(record, conversation);
        if (why === undefined) return undefined;
        first ??= `a word of ${record.id}: ${why}`;
      }
      return first;
    }

    const isAuthor = (record: CaseRecord, objectId: string) =>
      record.author === objectId || record.events.some((each) => each.type === 'DraftStarted' && each.by === objectId);

    /** Why this must not be read there; undefined where it may. */
    function whyNot(record: CaseRecord, conversation: string): string | undefined {
      if (conversation.startsWith(referrals.id))
        return record.status === 'draft' && record.said.thread === undefined && record.outbox.length === 0
          ? 'a check that nobody has sent'
          : undefined;
      if (conversation.startsWith(assessments.id))
        return record.events.some(isPassedOn) ? undefined : 'a case that was not passed on';
      const reader = world.staff.all().find(({ chat }) => chat === conversation);
      return reader && isAuthor(record, reader.profile.objectId) ? undefined : 'a case of somebody else’s';
    }

    return {
      heard(posted, version) {
        const text = version.card ? allOf(version.card) : (version.text ?? '');
        const { conversation } = posted;
        held();
        for (const word of new Set(marks.in(text))) {
          const why = whyNoneOf(word, conversation);
          if (why) broken(`${conversation} is shown “${word}”, ${why}`);
        }
        const summary = String(version.card?.fallbackText ?? '');
        if (marks.in(summary).length > 0) broken(`a lock screen shows words of a case: ${summary}`);
        const reader = world.staff.all().find(({ chat }) => chat === conversation);
        if (reader?.part !== 'referrer') return;
        for (const id of new Set(text.match(reference))) {
          const record = caseOf(scene, id);
          const own = casesOf(scene).filter((each) => isAuthor(each, reader.profile.objectId));
          const isTheirs = record && (own.includes(record) || own.some((each) => wholeText(scene, each).includes(id)));
          if (!isTheirs) broken(`${reader.profile.name} reads of ${id}, which is not theirs`);
        }
      },
    };
  },
};

/** A decision for an assessment, or a concern about trafficking. @source Protocol 8.2 */
function isPassedOn(event: CaseEvent): boolean {
  if (event.type !== 'DecisionRecorded' && event.type !== 'DecisionCorrected') return false;
  return event.decision === 'assessment' || (event.trafficking ?? 'no') !== 'no';
}
