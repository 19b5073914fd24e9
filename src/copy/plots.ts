import type { TopLevelSpec } from 'vega-lite';
import { monthName, shortMonth } from '../base/period.ts';
import { inShort, type Report, type ReportRow, type Table } from '../board/report.ts';
import { excerpt } from '../cards/parts.ts';

/** A drawing as SVG, in points. */
export interface Plot {
  title: string; // not drawn
  svg: string;
  width: number;
  height: number;
  words: string; // for screen readers
}

const colour = { bar: '#1b4d5c', text: '#111111', low: '#d9e8ec', high: '#1b4d5c', edge: '#b5b5b5' };
const size = 7.5; // points
const step = 12;
const charactersIn = (width: number): number => Math.floor(width / 4.6);
const besideBars = 30; // room for the numbers

/**
 * A bar chart with a number beside each bar. A suppressed number has no bar: it appears as "<5" or "–", and never as
 * zero.
 * @param labels the part of the width for labels
 * @param lines how many lines a label may fill before it is cut
 */
export async function barChart(
  { title, rows }: Table,
  { width, labels, lines = 2 }: { width: number; labels: number; lines?: 1 | 2 },
): Promise<Plot> {
  const values = rows.map((row) => ({
    name: lines === 1 ? excerpt(row.words, charactersIn(labels)) : folded(row.words, charactersIn(labels)),
    value: numberIn(row),
    text: inShort(row.shown),
  }));
  const y = {
    field: 'name',
    type: 'nominal' as const,
    sort: values.map(({ name }) => name), // in the given order, whether or not they have a bar
    title: null,
    axis: { ...axisOf(labels), labelExpr: "split(datum.label, '\\n')", labelLineHeight: size + 1 },
  };
  const highest = Math.max(1, ...values.map(({ value }) => value ?? 0));
  const line = values.some(({ name }) => name.includes('\n')) ? 1.6 * step : step;
  const spec: TopLevelSpec = {
    ...frame({ width, height: line * rows.length, left: labels, right: besideBars, top: 2 }),
    data: { values },
    layer: [
      {
        transform: [{ filter: 'datum.value !== null' }],
        mark: { type: 'bar', color: colour.bar, height: step - 4 },
        encoding: { y, x: { field: 'value', type: 'quantitative', axis: null, scale: { domain: [0, highest] } } },
      },
      {
        transform: [{ calculate: 'datum.value === null ? 0 : datum.value', as: 'end' }],
        mark: { type: 'text', align: 'left', dx: 4, fontSize: size, color: colour.text },
        encoding: { y, x: { field: 'end', type: 'quantitative' }, text: { field: 'text' } },
      },
    ],
  };
  return draw(spec, { title, lines: rows.map(({ words, shown }) => `${words}: ${inShort(shown)}`) });
}

/** A grid with a cell for each agency and month. Each cell shows its number; the higher it is, the darker the cell. */
export async function monthGrid(
  { title, agencies, months }: NonNullable<Report['agencyMonths']>,
  width: number,
  labels: number,
): Promise<Plot> {
  const values = agencies.flatMap((agency) =>
    agency.rows.map((row) => ({
      agency: agency.title,
      month: shortMonth(row.words),
      isShown: row.shown.kind === 'number',
      value: numberIn(row) ?? 0, // sets the colour of a shown number; suppressed ones stay white
      text: inShort(row.shown),
    })),
  );
  const highest = Math.max(1, ...values.map(({ value }) => value));
  const x = {
    field: 'month',
    type: 'nominal' as const,
    sort: months.map((month) => shortMonth(monthName(month))),
    title: null,
    axis: {
      labelAngle: 0,
      orient: 'top' as const,
      labelFontSize: size - 0.5,
      domain: false,
      ticks: false,
      labelPadding: 3,
    },
  };
  const sort = agencies.map((agency) => agency.title);
  const y = { field: 'agency', type: 'nominal' as const, sort, title: null, axis: axisOf(labels) };
  const spec: TopLevelSpec = {
    ...frame({ width, height: (step + 1) * agencies.length, left: labels, right: 1, top: 14 }),
    data: { values },
    layer: [
      { ...colouredCells, encoding: { x, y, color: cellColour(highest) } },
      { ...numbersInCells, encoding: { x, y, text: { field: 'text' }, color: numberColour(highest) } },
    ],
  };
  const lines = agencies.map((agency) => {
    const numbers = agency.rows.map(({ words, shown }) => `${words} ${inShort(shown)}`);
    return `${agency.title}: ${numbers.join(', ')}`;
  });
  return draw(spec, { title, lines });
}

const colouredCells = { mark: { type: 'rect' as const, stroke: colour.edge, strokeWidth: 0.5 } };
const numbersInCells = { mark: { type: 'text' as const, fontSize: size } };

const cellColour = (highest: number) => ({
  condition: {
    test: 'datum.isShown',
    field: 'value',
    type: 'quantitative' as const,
    scale: { domain: [0, highest], range: [colour.low, colour.high] },
    legend: null,
  },
  value: '#ffffff',
});

/** White on a dark cell. */
const numberColour = (highest: number) => ({
  condition: { test: `datum.value > ${highest * 0.45}`, value: '#ffffff' },
  value: colour.text,
});

/** Breaks a long label into two lines, or cuts it if it does not fit. @param most characters in a line */
function folded(words: string, most: number): string {
  if (words.length <= most) return words;
  if (words.length > 2 * most - 8) return excerpt(words, most);
  const places = [...words.matchAll(/ /g)].map(({ index }) => index);
  const fromMiddle = (place: number) => Math.abs(place - words.length / 2);
  const [place] = places.sort((one, other) => fromMiddle(one) - fromMiddle(other));
  return place === undefined ? excerpt(words, most) : `${words.slice(0, place)}\n${words.slice(place + 1)}`;
}

const numberIn = ({ shown }: ReportRow): number | null => (shown.kind === 'number' ? shown.value : null);

/** Fixes the size of every part, because the library cannot measure letters here and would leave too much room. */
const frame = ({ width, height, left, right, top }: Record<'width' | 'height' | 'left' | 'right' | 'top', number>) => ({
  width: width - left - right,
  height,
  padding: { left, right, top, bottom: 2 },
  autosize: 'none' as const,
  config: { view: { stroke: null }, font: 'sans-serif' },
});

const axisOf = (labels: number) => ({
  labelFontSize: size,
  labelColor: colour.text,
  labelLimit: 2 * labels,
  domain: false,
  ticks: false,
  labelPadding: 4,
});

async function draw(spec: TopLevelSpec, description: { title: string; lines: string[] }): Promise<Plot> {
  // costs 60 ms and 20 MB, so it is loaded only when somebody asks for a report
  const { parse, View } = await import('vega');
  const { compile } = await import('vega-lite');
  const view = new View(parse(compile(spec).spec), { renderer: 'none' });
  try {
    const svg = await view.toSVG();
    const [, width = '0', height = '0'] = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
    return {
      title: description.title,
      svg,
      width: Number(width),
      height: Number(height),
      words: [description.title, ...description.lines].join('. '),
    };
  } finally {
    view.finalize();
  }
}
