import { useEffect, useRef } from 'preact/hooks';
import type { Cell } from '../address/address';
import type { Navigation } from '../address/useAddress';
import { answerPath, fetchAnswer } from '../answers/fetch';
import type { LineageAnswer } from '../answers/types';
import { useAnswer } from '../answers/useAnswer';
import { formatPeriod } from '../language/periods';
import { useReader } from '../language/reader';
import { Loading } from '../notices/Loading';
import { ProblemNotice } from '../notices/ProblemNotice';
import { SyntheticNotice } from '../notices/SyntheticNotice';
import { memberNames, type View } from '../values/view';
import { Calculation } from './Calculation';
import { Origin } from './Origin';

interface LineageDialogProps {
  cell: Cell;
  view: View;
  navigation: Navigation;
}

/** Where one number comes from: its calculation, the members behind it, and the files that it was read from. */
export function LineageDialog({ cell, view, navigation }: LineageDialogProps) {
  const reader = useReader();
  const dialog = useRef<HTMLDialogElement>(null);
  const path = answerPath('v1/lineage', { indicator: view.detail.id, area: cell.area, period: cell.period, ...cell.members });
  const answer = useAnswer<LineageAnswer>(path, (signal) => fetchAnswer(path, signal));
  const close = () => navigation.go({ explain: null });

  useEffect(() => {
    const opener = document.activeElement; // the browser gives the focus back only when the dialog is closed, not when it is removed
    dialog.current?.showModal();
    return () => opener instanceof HTMLElement && opener.focus();
  }, []);

  return (
    <dialog ref={dialog} class="lineage" aria-labelledby="lineage-title" onClose={close} onClick={(event) => event.target === dialog.current && close()}>
      <div class="lineage-page">
        <header class="lineage-head">
          <h2 id="lineage-title">{reader.t.lineage}</h2>
          <button type="button" class="button" onClick={close}>
            {reader.t.close}
          </button>
        </header>
        <p class="lineage-cell">
          {[view.areaName(cell.area), ...memberNames(cell, view.detail, reader), formatPeriod(cell.period, reader.language)].join(' · ')}
        </p>
        {view.detail.synthetic && <SyntheticNotice />}
        {answer.loading && <Loading />}
        {answer.problem && <ProblemNotice problem={answer.problem} retry={answer.retry} />}
        {answer.data && !answer.loading && (
          <>
            <Calculation answer={answer.data} view={view} />
            <Origin answer={answer.data} view={view} />
          </>
        )}
      </div>
    </dialog>
  );
}
