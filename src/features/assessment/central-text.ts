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
 * What the case already answers of what the national form asks of a child, in the words in which it was written, and what it does not.
 * Nothing is made up, shortened or rewritten. Where the child is placed is not in the case, and so not in here.
 * @source Protocol 4.3; NOTES B3
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
  const said = from
    .filter((id) => later[id] || ![undefined, 'not-known'].includes(answerTo(answers, id)))
    .map((id) => fieldOf(pack, id))
    .map((field) => `${field.short}: ${later[field.id] ?? answerInWords(answers, field, pack)}`);
  const ticks = Object.fromEntries(Object.entries(answers.ticks).filter(([id]) => lists.includes(id)));
  const ticked =
    lists.length > 0 ? ticksInWords({ ...answers, ticks }, pack).map(({ title, text }) => `${title}. ${text}`) : [];
  return [...(always ? [always] : []), ...said, ...ticked, ...(findings ? found(record, texts) : [])];
}

function found(record: CaseRecord, texts: Record<string, string>): string[] {
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

/** The same as text to copy, page by page; each page says that nothing was sent. */
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
