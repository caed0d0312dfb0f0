import { useState } from 'preact/hooks';
import { type BadRow, Problem } from '../answers/problem';
import { lookUp } from '../language/strings';
import type { FileAnswer, FilesAnswer } from './answers';
import { send } from './answers';
import { detailOf, momentText, numberText, useDesk, useDeskAnswer } from './desk';
import { WideTable } from './WideTable';

/** Files that municipalities deliver: one is tried or delivered, and every row that cannot be used is named. */
export function FilePart() {
  const { w, key } = useDesk();
  const { data } = useDeskAnswer<{ sources: { id: string; origin: string }[] }>(key ? 'v1/sources' : null);
  const sources = (data?.sources ?? []).filter((one) => one.origin === 'deliveries').map((one) => one.id);
  const [chosen, setChosen] = useState('');
  const source = chosen || sources[0] || '';
  return (
    <section aria-labelledby="files">
      <h2 id="files">{w.files}</h2>
      {!key && <p>{w.filesNeedKey}</p>}
      {key && data && !source && <p>{w.noFileSource}</p>}
      {source && (
        <>
          <label class="start">
            {w.source}
            <select value={source} onChange={(event) => setChosen(event.currentTarget.value)}>
              {sources.map((id) => (
                <option key={id}>{id}</option>
              ))}
            </select>
          </label>
          <Delivering key={source} source={source} />
        </>
      )}
    </section>
  );
}

function Delivering({ source }: { source: string }) {
  const { w, key, refresh, language } = useDesk();
  const { data } = useDeskAnswer<FilesAnswer>(`v1/sources/${source}/files?limit=10`);
  const [name, setName] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [told, setTold] = useState<FileAnswer | null>(null);
  const [wrong, setWrong] = useState('');
  const [badRows, setBadRows] = useState<BadRow[]>([]);
  const expected = name || data?.expected[0]?.file || '';
  const deliver = async (isTrial: boolean) => {
    setTold(null);
    setWrong('');
    setBadRows([]);
    try {
      const query = new URLSearchParams({ ...(expected ? { file: expected } : {}), 'dry-run': String(isTrial), lang: language });
      const answer = await send<FileAnswer>(`v1/sources/${source}/files?${query}`, key, file!);
      setTold(answer);
      setBadRows(answer.badRows);
      if (!isTrial) refresh();
    } catch (error) {
      setWrong(detailOf(error));
      setBadRows(error instanceof Problem ? error.badRows : []);
    }
  };
  return (
    <>
      <form
        class="start"
        onSubmit={(event) => {
          event.preventDefault();
          void deliver(false);
        }}
      >
        <label>
          {w.fileName}
          <select value={expected} onChange={(event) => setName(event.currentTarget.value)}>
            {(data?.expected ?? []).map((one) => (
              <option key={one.file} value={one.file}>
                {one.area ? `${one.file} (${one.area})` : one.file}
              </option>
            ))}
          </select>
        </label>
        <label>
          {w.file}
          <input class="field" type="file" accept=".csv,.xlsx,.json,.txt" onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)} />
        </label>
        <button type="button" class="button" disabled={!file} onClick={() => void deliver(true)}>
          {w.tryFile}
        </button>
        <button type="submit" class="button" disabled={!file}>
          {w.deliverFile}
        </button>
      </form>
      <div role="status">
        {wrong && (
          <p>
            {w.failed} <span lang="en">{wrong}</span>
          </p>
        )}
        {told && <Told answer={told} />}
      </div>
      {badRows.length > 0 && <BadRows rows={badRows} />}
      {data && data.deliveries.length > 0 && <Delivered answer={data} />}
    </>
  );
}

function Told({ answer }: { answer: FileAnswer }) {
  const { w, language } = useDesk();
  return (
    <p>
      <strong>{lookUp(w.fileStates, answer.state) ?? answer.state}</strong>{' '}
      {w.fileCounts(numberText(answer.rowsRead, language), numberText(answer.staged, language), numberText(answer.refused, language))} {answer.message}
    </p>
  );
}

function BadRows({ rows }: { rows: BadRow[] }) {
  const { w } = useDesk();
  return (
    <WideTable label={w.badRows} heads={[w.line, w.column, w.value, w.reason, w.remedy]}>
      {rows.map((row, i) => (
        <tr key={i}>
          <th scope="row">{row.line}</th>
          <td>{row.column}</td>
          <td>
            <code>{row.value}</code>
          </td>
          <td>{row.reason}</td>
          <td>{row.remedy}</td>
        </tr>
      ))}
    </WideTable>
  );
}

function Delivered({ answer }: { answer: FilesAnswer }) {
  const { w, language } = useDesk();
  return (
    <WideTable label={w.deliveredFiles} heads={[w.file, w.started, w.askedBy, w.rows, w.refusedRows]}>
      {answer.deliveries.map((one) => (
        <tr key={one.id}>
          <th scope="row">{one.name}</th>
          <td>{momentText(one.at, language)}</td>
          <td>{one.by}</td>
          <td>{numberText(one.rowsRead, language)}</td>
          <td>{numberText(one.refused, language)}</td>
        </tr>
      ))}
    </WideTable>
  );
}
