// Prints the table of the steps and what a person should read. The last line is the verdict in numbers: the tests that
// jest counted, and one failure for each step that failed outside of jest.
import { existsSync, readFileSync } from 'node:fs';

const [records, exitCode, budgetOfAll] = process.argv.slice(2);
const read = (name) => (existsSync(`${records}/${name}`) ? readFileSync(`${records}/${name}`, 'utf8').trim() : '');

const steps = read('steps.tsv')
  .split('\n')
  .filter(Boolean)
  .map((line, at) => {
    const [name, took, budget, status] = line.split('\t');
    const jest = JSON.parse(read(`${at + 1}.json`) || '{}');
    const { numPassedTests: passed = 0, numFailedTests = 0, numRuntimeErrorTestSuites = 0 } = jest;
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    return { name, took: Number(took), budget: Number(budget), passed, failed: status === '0' ? failed : failed || 1 };
  });
const sum = (what) => steps.reduce((total, step) => total + step[what], 0);
const all = { name: 'all', took: sum('took'), budget: Number(budgetOfAll) };

console.log(`\n${'seconds'.padStart(7)} ${'budget'.padStart(7)}  step`);
for (const { name, took, budget, failed } of [...steps, all])
  console.log(`${String(took).padStart(7)} ${String(budget).padStart(7)}  ${name}${failed > 0 ? ': FAILED' : ''}`);
for (const { name, took, budget } of [...steps, all])
  if (took > budget) console.log(`WARNING: over its budget: ${name}, ${took} s of ${budget} s`);
if (read('warnings.txt')) console.log(read('warnings.txt'));
const failed = sum('failed');
console.log(`${sum('passed')} passed, ${exitCode !== '0' && failed === 0 ? 1 : failed} failed`);
