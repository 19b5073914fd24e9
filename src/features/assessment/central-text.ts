import type { Instant } from '../../base/time.ts';
import { laterFacts } from '../../cards/later-facts.ts';
import { clockAndDay } from '../../cards/london.ts';
import { answerInWords, ticksInWords } from '../../cards/referral-text.ts';
import type { CaseRecord } from '../../case/record.ts';
import { answerTo } from '../../check/draft.ts';
import { assessmentText } from '../../history/assessment.ts';
import type { CentralQuestion } from '../../protocol/central.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';
import { assessmentOf } from './state.ts';

/**
 * Sorts the questions of the national form: those that the case already answers, in the words that were written, and
 * those still missing. Nothing is made up, shortened or rewritten. The case does not hold where the child is placed, so
 * neither does this text.
 * @source Protocol 4.3; today’s national guidance
 */
export function centralAnswers(
  record: CaseRecord,
  pack: Pack,
): { known: { ask: string; lines: string[] }[]; missing: string[] } {
  const all = pack.central.asks.map((asked) => ({ ask: asked.ask, lines: linesFor(asked, record, pack) }));
  return {
    known: all.filter(({ lines }) => lines.length > 0),
    missing: all.filter(({ lines }) => lines.length === 0).map(({ ask }) => ask),
  };
}

function linesFor({ from, lists, always, findings }: CentralQuestion, record: CaseRecord, pack: Pack): string[] {
  const { answers, texts } = record.facts;
  const later = laterFacts(record, pack);
  const answered = from
    .filter((id) => later[id] || ![undefined, 'not-known'].includes(answerTo(answers, id)))
    .map((id) => fieldOf(pack, id))
    .map((field) => `${field.short}: ${later[field.id] ?? answerInWords(answers, field, pack)}`);
  const ticks = Object.fromEntries(Object.entries(answers.ticks).filter(([id]) => lists.includes(id)));
  const tickedLines =
    lists.length > 0 ? ticksInWords({ ...answers, ticks }, pack).map(({ title, text }) => `${title}. ${text}`) : [];
  return [...(always ? [always] : []), ...answered, ...tickedLines, ...(findings ? findingLines(record, texts) : [])];
}

function findingLines(record: CaseRecord, texts: Record<string, string>): string[] {
  const { suspicion, specialist } = assessmentOf(record.events);
  const text = (name: string) => texts[name] ?? '';
  return [
    ...(suspicion.kind === 'not-said'
      ? []
      : [`Why trafficking is suspected: ${text(assessmentText.suspicion(suspicion.entry.number))}`]),
    ...(specialist.kind === 'done'
      ? [`Reasonable grounds, why: ${text(assessmentText.grounds(specialist.finding.number))}`]
      : []),
  ];
}

const pageCharacters = 6000;

/** The same answers as pages of text to copy. Each page says that nothing was sent. */
export function centralTexts(record: CaseRecord, pack: Pack, now: Instant): string[] {
  const { known, missing } = centralAnswers(record, pack);
  const parts = [
    ...known.map(({ ask, lines }) => [ask, ...lines.map((each) => `  ${each}`)].join('\n')),
    ['Still missing', ...missing.map((ask) => `  - ${ask}`)].join('\n'),
  ];
  const pages: string[] = [];
  for (const part of parts) {
    const page = pages.at(-1);
    if (page !== undefined && page.length + part.length <= pageCharacters)
      pages[pages.length - 1] = `${page}\n\n${part}`;
    else pages.push(part);
  }
  const head = `Case ${record.id}, from what is recorded up to ${clockAndDay(now)}. Nothing was sent.`;
  return pages.map((page, at) => `${head} Page ${at + 1} of ${pages.length}.\n\n${page}`);
}
