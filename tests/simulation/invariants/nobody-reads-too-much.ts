import type { CaseRecord } from '../../../src/case/record.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import { assessments, referrals } from '../../fakes/people.ts';
import { allOf, caseOf, casesOf, type Invariant, reference, wholeText } from './scene.ts';

/** Only the referrer, the MASH and, once the case is passed on, the Assessment team read a word of a case. */
export const nobodyReadsTooMuch: Invariant = {
  name: 'nobody reads what they may not',
  source: 'SR2, SR3, SR10, SR20, SR23; Protocol 8.1',
  watch(scene, { checked, broken }) {
    const { world, tracerWords } = scene;
    const cases = new Map<string, string>(); // the case that last contained each word

    /**
     * Yields the cases that contain a word, starting with the last one found. Words about a referrer occur in several.
     */
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

    /**
     * @returns why the conversation must not show the word; undefined if a case it may show has it, or no case has the
     * word any more
     */
    function whyNotWord(word: string, conversation: string): string | undefined {
      let first: string | undefined;
      for (const record of casesWith(word)) {
        const why = whyNotCase(record, conversation);
        if (why === undefined) return undefined;
        first ??= `a word of ${record.id}: ${why}`;
      }
      return first;
    }

    const isAuthor = (record: CaseRecord, objectId: string) =>
      record.author === objectId || record.events.some((each) => each.type === 'DraftStarted' && each.by === objectId);

    /** @returns why this case must not be read in the conversation; undefined when it may */
    function whyNotCase(record: CaseRecord, conversation: string): string | undefined {
      if (conversation.startsWith(referrals.id))
        return record.status === 'draft' && record.said.thread === undefined && record.outbox.length === 0
          ? 'a check that nobody has sent'
          : undefined;
      if (conversation.startsWith(assessments.id))
        return record.events.some(isPassedOn) ? undefined : 'a case that was not passed on';
      const reader = world.staff.all().find(({ chat }) => chat === conversation);
      return reader && isAuthor(record, reader.profile.objectId) ? undefined : 'somebody else’s case';
    }

    return {
      heard(posted, version) {
        const text = version.card ? allOf(version.card) : (version.text ?? '');
        const { conversation } = posted;
        checked();
        for (const word of new Set(tracerWords.in(text))) {
          if (tracerWords.writerOf(word) === conversation) continue; // a form shows them their own words again
          const why = whyNotWord(word, conversation);
          if (why) broken(`${conversation} is shown “${word}”, ${why}`);
        }
        const summary = String(version.card?.fallbackText ?? '');
        if (tracerWords.in(summary).length > 0) broken(`a lock screen shows words of a case: ${summary}`);
        const reader = world.staff.all().find(({ chat }) => chat === conversation);
        if (reader?.part !== 'referrer') return;
        for (const id of new Set(text.match(reference))) {
          const record = caseOf(scene, id);
          const own = casesOf(scene).filter((each) => isAuthor(each, reader.profile.objectId));
          const isTheirs = record && (own.includes(record) || own.some((each) => wholeText(scene, each).includes(id)));
          if (!isTheirs) broken(`${reader.profile.name} reads about ${id}, which is not theirs`);
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
