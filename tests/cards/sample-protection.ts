import { advance } from '../../src/case/advance.ts';
import type { Mark } from '../../src/case/part.ts';
import { andProtection } from '../../src/case/protection.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import {
  askSinceCard,
  overForm,
  protectionEndsCard,
  protectionForm,
  recordedCard,
  thanksCard,
} from '../../src/features/protection/cards.ts';
import { recordProtectionOver } from '../../src/features/protection/rules.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { caseContext, mo, pack, pat, withOutcome } from '../case/a-case.ts';
import { markOf } from '../case/every-event.ts';
import { linesOf, mashCardOf } from './drawn.ts';
import { again, type Cards, type Sample, sampleText } from './sample-answers.ts';
import { cases, NOW } from './sample-cases.ts';

/** A child in police protection, of whose times none could be read. */
function said(sample: Sample): CaseRecord {
  const { awaiting } = cases(sample);
  const words = sampleText(sample, 2000) || 'since 13:00, until Monday';
  const outcome = andProtection({ kind: 'nothing-to-do' }, words, awaiting, { by: pat, now: NOW });
  return withOutcome(awaiting, outcome, pat, NOW);
}

const marks = [{ remind: true }, { overdue: true }].map((kind) => markOf('policeProtection', kind));

export function protectionChatCards(sample: Sample): Cards[] {
  const record = said(sample);
  return [
    { 'police protection, since when?': askSinceCard(record, pack) },
    {
      'police protection, question again': askSinceCard(
        record,
        pack,
        again(sample, ['since', 'until'], { since: 'Say since when.' }),
      ),
    },
    { 'police protection, thank you': thanksCard(record, pack) },
  ];
}

export function protectionMashCards(sample: Sample): Cards[] {
  const record = said(sample);
  const told = advance(record, { events: marks }, caseContext(NOW));
  const by = { by: mo, now: NOW };
  const over = withOutcome(record, recordProtectionOver(record, { outcome: 'order', words: 'EPO' }, by), mo, NOW);
  const view = { record: told, pack, now: NOW, link: 'https://teams.example/1', to: mo.id };
  const events: CaseEvent[] = over.events.slice(-2);
  return [
    { 'case, in police protection': mashCardOf(record), 'case, after police protection': mashCardOf(over) },
    { 'form of police protection': protectionForm(record, pack), 'form of what follows': overForm(record) },
    { 'police protection recorded': recordedCard(record, pack, view.link), over: recordedCard(over, pack, undefined) },
    ...[{ remind: true }, { overdue: true }].map((kind) => ({
      [`police protection ends, ${Object.keys(kind)}`]: protectionEndsCard(
        markOf('policeProtection', kind) as Mark,
        view,
      ),
    })),
    linesOf('police protection', over, [...events, ...marks]),
  ];
}
