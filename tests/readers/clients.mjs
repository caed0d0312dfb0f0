// Asks a running server with clients that are not ours, as their documentation says. Input: the server's address; output on stdout: one JSON object.
import sdmx from 'sdmx-rest';
import JSONstat from 'jsonstat-toolkit';

const server = process.argv[2];
const service = { url: `${server}/sdmx`, api: 'v2.0.0' };

/** Runs a query of sdmx-rest, asking for a media type; the client's message where it fails. */
async function ask(query, accept) {
  try {
    return { answer: await sdmx.request(query, service, { headers: { accept } }) };
  } catch (error) {
    return { error: error.message };
  }
}

const flows = JSON.parse((await ask({ resource: 'dataflow', agency: 'INSIGHT' }, 'application/vnd.sdmx.structure+json;version=2.0.0')).answer);
const data = sdmx.getDataQuery2({ context: 'dataflow=INSIGHT:UNEMPLOYMENT_RATE(*)', key: 'A.KU111', filters: ['TIME_PERIOD=ge:2017'], lastNObs: 1 });
const typo = sdmx.getDataQuery2({ context: 'dataflow=INSIGHT:UNEMPLOYMENT_RATE(*)', key: 'A.KU112' });
const table = await JSONstat(`${server}/px/v2/tables/population/data?lang=en&valuecodes[area]=KU111,KU398&valuecodes[sex]=*&valuecodes[period]=*`);
const posted = await JSONstat(`${server}/px/v1/en/insight/employment/population.px`, {
  method: 'POST',
  body: JSON.stringify({ query: [{ code: 'area', selection: { filter: 'item', values: ['KU111'] } }, { code: 'sex', selection: { filter: 'item', values: ['female'] } }], response: { format: 'json-stat2' } }),
});
console.log(JSON.stringify({
  flows: flows.data.dataflows.map((flow) => flow.id),
  csv: (await ask(data, 'application/vnd.sdmx.data+csv;version=2.0.0')).answer,
  json: JSON.parse((await ask(data, 'application/vnd.sdmx.data+json;version=2.0.0')).answer).data.dataSets[0].series,
  typo: await ask(typo, 'application/vnd.sdmx.data+csv;version=2.0.0'),
  px2: { size: table.size, heinola: table.Data({ area: 'KU111', sex: 'total', period: '2010' }).value, label: table.Dimension('area').Category('KU111').label },
  px1: posted.value,
}));
