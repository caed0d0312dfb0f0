// Checks metadata with validators that are not ours. Input: a folder with catalog.ttl and catalog.jsonld (DCAT-AP) and *.datapackage.json, *.csvw.json beside
// their *.csv; output on stdout: one JSON object with what the validators found.
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
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

console.log(JSON.stringify(seen));
