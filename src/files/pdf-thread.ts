import { parentPort, workerData } from 'node:worker_threads';
import { copyPdf } from './pdf.ts';
import { reportPdf } from './report-files.ts';

const { report, copy } = workerData;
parentPort?.postMessage(await (report ? reportPdf(report) : copyPdf(copy)));
