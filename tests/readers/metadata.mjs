// Checks metadata with validators that are not ours. Input: a folder with catalog.ttl and catalog.jsonld (DCAT-AP) and *.datapackage.json, *.csvw.json beside
// their *.csv; output on stdout: one JSON object with what the validators found.
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import jsonld from 'jsonld';
import { Parser, Store } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';

const folder = process.argv[2];
const rules = new Store(new Parser().parse(await readFile(new URL('./dcat-ap-rules.ttl', import.meta.url), 'utf8')));

async function findings(store) {
  const report = await new SHACLValidator(rules).validate(store);
  return report.results.map((r) => `${r.focusNode?.value} ${r.path?.value} ${r.sourceConstraintComponent?.value.split('#')[1]} ${r.value?.value ?? ''}`);
}

const text = (q) => `${q.subject.value} ${q.predicate.value} ${q.object.value}|${q.object.language ?? ''}|${q.object.datatype?.value ?? ''}`;
const names = await readdir(folder);
const seen = {};
if (names.includes('catalog.ttl')) {
  const turtle = new Store(new Parser().parse(await readFile(path.join(folder, 'catalog.ttl'), 'utf8')));
  const nquads = await jsonld.toRDF(JSON.parse(await readFile(path.join(folder, 'catalog.jsonld'), 'utf8')), { format: 'application/n-quads' });
  const other = new Store(new Parser({ format: 'N-Quads' }).parse(nquads));
  const [one, two] = [turtle, other].map((s) => new Set([...s].map(text)));
  seen.catalog = {
    findings: await findings(turtle),
    statements: turtle.size,
    onlyInTurtle: [...one].filter((s) => !two.has(s)),
    onlyInJsonLd: [...two].filter((s) => !one.has(s)),
    // The rules can fail: without a statement that must be there, each of these is found.
    broken: Object.fromEntries(await Promise.all(['title', 'description', 'publisher', 'license'].map(async (name) => {
      const less = new Store([...turtle].filter((q) => q.predicate.value !== `http://purl.org/dc/terms/${name}`));
      return [name, (await findings(less)).length];
    }))),
  };
}

// What the two specifications require of metadata about one table.
const column = { type: 'object', required: ['name', 'titles', 'datatype'], properties: { name: { type: 'string', pattern: '^[^_ ][^ ]*$' }, datatype: { enum: ['string', 'double', 'boolean'] }, required: { type: 'boolean' } } };
const field = { type: 'object', required: ['name', 'type'], properties: { name: { type: 'string' }, type: { enum: ['string', 'number', 'boolean'] }, constraints: { type: 'object' } } };
const schemas = {
  csvw: {
    type: 'object', required: ['@context', 'url', 'tableSchema'],
    properties: {
      '@context': { type: 'array', prefixItems: [{ const: 'http://www.w3.org/ns/csvw' }, { type: 'object', required: ['@language'] }] },
      url: { type: 'string', format: 'uri' }, 'dc:title': { type: 'string', minLength: 1 }, 'dc:license': { type: 'string', minLength: 1 }, 'dc:modified': { type: 'string', format: 'date-time' },
      tableSchema: { type: 'object', required: ['columns', 'primaryKey'], properties: { columns: { type: 'array', minItems: 1, items: column }, primaryKey: { type: 'array', minItems: 1, items: { type: 'string' } } } },
    },
  },
  datapackage: {
    type: 'object', required: ['name', 'resources'],
    properties: {
      name: { type: 'string', pattern: '^[-a-z0-9._/]+$' }, profile: { const: 'tabular-data-package' }, title: { type: 'string', minLength: 1 }, created: { type: 'string', format: 'date-time' },
      licenses: { type: 'array', minItems: 1, items: { type: 'object', properties: { name: { type: 'string', pattern: '^[-a-zA-Z0-9._]+$' } }, anyOf: [{ required: ['name'] }, { required: ['path'] }] } },
      sources: { type: 'array', items: { type: 'object', required: ['title'] } },
      resources: {
        type: 'array', minItems: 1,
        items: { type: 'object', required: ['name', 'path', 'schema'], properties: { path: { type: 'string', format: 'uri' }, schema: { type: 'object', required: ['fields'], properties: { fields: { type: 'array', minItems: 1, items: field } } } } },
      },
    },
  },
};
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);

function parse(csv) {
  const rows = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ',') rows.push([]);
  }
  return rows.filter((r) => r.length > 1);
}

const fits = { string: () => true, double: (v) => v === '' || Number.isFinite(Number(v)), number: (v) => v === '' || Number.isFinite(Number(v)), boolean: (v) => ['', 'true', 'false'].includes(v) };
for (const name of names.filter((n) => n.endsWith('.json') && n !== 'catalog.jsonld')) {
  const [number, kind] = name.split('.');
  const metadata = JSON.parse(await readFile(path.join(folder, name), 'utf8'));
  const validate = ajv.compile(schemas[kind]);
  const found = validate(metadata) ? [] : validate.errors.map((e) => `${e.instancePath} ${e.message}`);
  const [header, ...rows] = parse(await readFile(path.join(folder, `${number}.csv`), 'utf8'));
  const columns = kind === 'csvw' ? metadata.tableSchema.columns.map((c) => [c.name, c.datatype, c.required]) : metadata.resources[0].schema.fields.map((f) => [f.name, f.type, f.constraints.required]);
  const keys = kind === 'csvw' ? metadata.tableSchema.primaryKey : metadata.resources[0].schema.primaryKey;
  if (header.join() !== columns.map((c) => c[0]).join()) found.push(`header ${header} is not ${columns.map((c) => c[0])}`);
  for (const row of rows) columns.forEach(([column, type, required], i) => { if (!fits[type](row[i]) || (required && row[i] === '')) found.push(`${column} '${row[i]}' is no ${type}`); });
  const identities = new Set(rows.map((row) => keys.map((k) => row[header.indexOf(k)]).join('|')));
  if (identities.size !== rows.length) found.push(`${rows.length} rows have ${identities.size} keys ${keys}`);
  (seen.tables ??= {})[name] = { findings: found, rows: rows.length };
}

console.log(JSON.stringify(seen));
