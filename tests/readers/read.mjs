// Reads answers with readers that are not ours. Input: a folder whose file names end in the format; output on stdout: one JSON object, file name → what
// the reader saw: { rows: [{ indicator, area, period, …, value, status }], more: {…} }. A file that a reader refuses gives { error }.
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import JSONstat from 'jsonstat-toolkit';
import ExcelJS from 'exceljs';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { tableFromIPC } from 'apache-arrow';

const readers = {
  '.json-stat': async (bytes) => {
    const dataset = JSONstat(JSON.parse(bytes.toString('utf8')));
    if (dataset.class !== 'dataset') throw new Error(`class ${dataset.class}`);
    const indicators = dataset.Dimension('indicator');
    return {
      rows: dataset.toTable({ type: 'arrobj', content: 'id', status: true, field: 'id' }) ?? [], // null where a dimension is empty
      more: {
        ids: dataset.id, roles: dataset.role, label: dataset.label, source: dataset.source, updated: dataset.updated, notes: dataset.note,
        labels: Object.fromEntries(dataset.id.map((id) => [id, Object.fromEntries(dataset.Dimension(id).id.map((c) => [c, dataset.Dimension(id).Category(c).label]))])),
        units: Object.fromEntries(indicators.id.map((id) => [id, indicators.Category(id).unit])),
      },
    };
  },
  '.xlsx': async (bytes) => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes);
    const [sheet, about] = book.worksheets;
    const heading = sheet.getRow(1).values.slice(1);
    const rows = [];
    sheet.eachRow((row, number) => {
      if (number > 1) rows.push(Object.fromEntries(heading.map((name, i) => [name, row.getCell(i + 1).value])));
    });
    const lines = [];
    about.eachRow((row) => lines.push([row.getCell(1).value, row.getCell(2).value]));
    const valueColumn = heading.findIndex((name) => ['Value', 'Arvo', 'Värde'].includes(name)) + 1;
    return { rows, more: { sheets: book.worksheets.map((s) => s.name), about: lines, format: sheet.rowCount > 1 ? sheet.getRow(2).getCell(valueColumn).numFmt : null } };
  },
  '.parquet': async (bytes) => {
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    const metadata = parquetMetadata(file);
    return {
      rows: await parquetReadObjects({ file, compressors }),
      more: { metadata: Object.fromEntries((metadata.key_value_metadata ?? []).map((pair) => [pair.key, pair.value])) },
    };
  },
  '.arrows': async (bytes) => {
    const table = tableFromIPC(bytes);
    return {
      rows: table.toArray().map((row) => row.toJSON()),
      more: { metadata: Object.fromEntries(table.schema.metadata), types: Object.fromEntries(table.schema.fields.map((f) => [f.name, String(f.type)])) },
    };
  },
  '.atom': async (bytes) => {
    const { parseAtomFeed } = await import('feedsmith');
    const feed = parseAtomFeed(bytes.toString('utf8'));
    return { rows: feed.entries, more: { id: feed.id, title: feed.title, updated: feed.updated, links: feed.links, authors: feed.authors } };
  },
  '.ics': async (bytes) => {
    const { default: ICAL } = await import('ical.js');
    const calendar = new ICAL.Component(ICAL.parse(bytes.toString('utf8')));
    return {
      rows: calendar.getAllSubcomponents('vevent').map((c) => new ICAL.Event(c)).map((e) => ({ uid: e.uid, summary: e.summary, start: e.startDate.toString(), isDate: e.startDate.isDate, description: e.description })),
      more: { name: calendar.getFirstPropertyValue('x-wr-calname') },
    };
  },
};

const folder = process.argv[2];
const seen = {};
for (const name of (await readdir(folder)).sort()) {
  const reader = readers[path.extname(name)];
  if (!reader) continue;
  try {
    seen[name] = await reader(await readFile(path.join(folder, name)));
  } catch (error) {
    seen[name] = { error: String(error?.stack ?? error) };
  }
}

process.stdout.write(JSON.stringify(seen, (_, value) => (typeof value === 'bigint' ? Number(value) : value)));
