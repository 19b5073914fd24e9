import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, Figure } from './figures.ts';
import { installed } from './installed.ts';

const words = { labelFontSize: 12, titleFontSize: 12, labelLimit: 320 };
const config = { background: 'white', view: { stroke: null }, axis: { ...words, grid: false }, header: words };

/** Each kind of turn as a bar, where the bare echo is 1. */
function turnsPlot(figures: Figure[]) {
  const values = figures.flatMap(({ row, ratio }) => {
    const whose = row.endsWith(', sealed') ? 'ours, sealed' : isOurs(row) ? 'ours' : 'others';
    return ratio === undefined ? [] : [{ row, ratio: Number(ratio.toFixed(2)), whose }];
  });
  const y = { field: 'row', type: 'nominal', sort: null, title: null };
  const x = { field: 'ratio', type: 'quantitative', title: 'CPU of a turn, where the echo of botbuilder is 1' };
  const range = ['#999999', '#5059c9', '#9ea2ff'];
  const color = {
    field: 'whose',
    scale: { domain: ['others', 'ours', 'ours, sealed'], range },
    legend: { title: null },
  };
  const number = { mark: { type: 'text', align: 'left', dx: 4 }, encoding: { text: { field: 'ratio' } } };
  return { data: { values }, encoding: { x, y, color }, layer: [{ mark: 'bar' }, number], width: 420, config };
}

const others = /echo|invoke|node:http/;
const isOurs = (row: string): boolean => !others.test(row);

/** What a list takes, by the size of the store: flat is good. */
function listsPlot(figures: Figure[]) {
  const values = figures.flatMap(({ row, ms }) => {
    const [, list, cases] = /^list “(\w+)” of ([\d,]+)$/.exec(row) ?? [];
    return list && cases ? [{ list, cases, ms: Number((ms ?? 0).toFixed(1)) }] : [];
  });
  const x = { field: 'list', type: 'nominal', sort: null, title: null, axis: { labelAngle: 0 } };
  const y = { field: 'ms', type: 'quantitative', title: 'ms until the answer' };
  const color = { field: 'cases', type: 'ordinal', sort: null, legend: { title: 'cases' } };
  const encoding = { x, y, color, xOffset: { field: 'cases', type: 'ordinal', sort: null } };
  return { data: { values }, mark: 'bar', encoding, width: 420, height: 200, config };
}

/** Draws the plots beside the table. */
export async function draw({ figures }: Bench): Promise<void> {
  const [vega, lite] = await Promise.all(['vega', 'vega-lite'].map((name) => import(installed.resolve(name))));
  for (const [name, spec] of Object.entries({ turns: turnsPlot(figures), lists: listsPlot(figures) })) {
    const view = new vega.View(vega.parse(lite.compile(spec).spec), { renderer: 'none' });
    writeFileSync(join(import.meta.dirname, `${name}.svg`), `${await view.toSVG()}\n`);
  }
}
