import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { recounted } from './sqlite-counts.ts';
import { isFileSound } from './sqlite-fault.ts';

const { path, recounts = false } = workerData;
const db = new DatabaseSync(String(path), { readOnly: !recounts, timeout: 5000 });
parentPort?.postMessage(recounts ? recounted(db) : isFileSound(db, 'integrity_check'));
db.close();
