// Reads an Arrow IPC stream with Apache Arrow's own reader and prints its schema and rows as JSON.
import { readFileSync } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';

const table = tableFromIPC(readFileSync(process.argv[2]));
const fields = table.schema.fields.map((field) => `${field.name}: ${field.type}`);
const rows = table.toArray().map((row) => Object.values(row.toJSON()));
console.log(JSON.stringify({ fields, batches: table.batches.length, count: table.numRows, first: rows.slice(0, 5), last: rows.at(-1) }));
