import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { isWhole } from './sqlite-fault.ts';

const db = new DatabaseSync(String(workerData), { readOnly: true, timeout: 5000 });
parentPort?.postMessage(isWhole(db));
db.close();
