import type { Report, Table } from '../board/report.ts';
import { reportLines } from '../board/report-words.ts';
import { smallestShown } from '../board/suppress.ts';
import { openPdf } from './pdf.ts';
import { barChart, monthGrid, type Plot } from './plots.ts';

const page = { top: 36, bottom: 36, side: 42 }; // points, 72 to an inch
const fullWidth = 511; // points from margin to margin
const halfWidth = 248;
const titleHeight = 14;
const mostSigns = 10;

/**
 * Makes the report as one page of A4: its numbers in words and as charts, each with a description for screen readers.
 * @returns the bytes of the file
 */
export async function reportPdf(report: Report): Promise<Buffer> {
  const { default: draw } = await import('svg-to-pdfkit');
  const title = `Report for the ${report.board}: ${report.period.words}`;
  const { doc, root, close } = await openPdf(title, page);
  const write = (tag: 'H1' | 'P', text: string, fontSize: number): void => {
    doc.font(tag === 'H1' ? 'bold' : 'regular').fontSize(fontSize);
    root.add(doc.struct(tag, {}, () => doc.text(text, page.side, doc.y, { lineGap: 1.5 })));
    doc.y += tag === 'H1' ? 4 : 2;
  };
  const put = ({ title, svg, width, height, words }: Plot, x: number, top: number): void => {
    root.add(doc.struct('H2', {}, () => doc.font('bold').fontSize(9.5).text(title, x, top, { lineBreak: false })));
    const y = top + titleHeight;
    const bbox = [x, y, x + width, y + height];
    const drawing = () => {
      draw(doc, svg, x, y, { width, height, assumePt: true, fontCallback: (_, bold) => (bold ? 'bold' : 'regular') });
    };
    root.add(doc.struct('Figure', { alt: words, bbox } as { alt: string }, drawing));
  };

  write('H1', title, 13);
  for (const line of reportLines(report)) write('P', line, 8);
  let y = doc.y + 6;
  for (const [left, right] of await plotsOf(report)) {
    put(left, page.side, y);
    if (right) put(right, page.side + fullWidth - halfWidth, y);
    y += titleHeight + Math.max(left.height, right?.height ?? 0) + 9;
  }
  root.end();
  return close();
}

async function plotsOf(report: Report): Promise<[Plot, Plot?][]> {
  const { agencies, agencyMonths, months, decisions, outcomes, calls, escalations, indicators } = report;
  const small = (table: Table) => barChart(table, { width: halfWidth, labels: 148 });
  const signs: Table = {
    title: `Signs seen, those seen most often${indicators.rows.length === 0 ? `: each in fewer than ${smallestShown} referrals` : ''}`,
    rows: indicators.rows.slice(0, mostSigns).map((row) => ({ ...row, words: `${row.id} ${row.words}` })),
  };
  return [
    ...(agencyMonths ? [[await monthGrid(agencyMonths, fullWidth, 150)] as [Plot]] : []),
    [await small(months), await small(agencies)],
    [await small(decisions), await small(outcomes)],
    [await small(calls), await small(escalations)],
    [await barChart(signs, { width: fullWidth, labels: 370, lines: 1 })],
  ];
}
