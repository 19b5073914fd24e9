import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { isFileSound } from './sqlite-fault.ts';

const db = new DatabaseSync(String(workerData), { readOnly: true, timeout: 5000 });
parentPort?.postMessage(isFileSound(db, 'integrity_check'));
db.close();
