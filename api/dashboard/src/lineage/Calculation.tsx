import type { LineageAnswer, Row } from '../answers/types';
import { formatComponent } from '../language/numbers';
import { useReader } from '../language/reader';
import { lookUp } from '../language/strings';
import { reasonOf, reservationOf } from '../values/reason';
import type { View } from '../values/view';

interface CalculationProps {
  answer: LineageAnswer;
  view: View;
}

/** The number as a sum or quotient of its components, and, for a group, the members' components. */
export function Calculation({ answer, view }: CalculationProps) {
  const reader = useReader();
  const { t } = reader;
  const row = asRow(answer);
  const reservation = reservationOf(row, reader);
  return (
    <section aria-labelledby="calculation-title">
      <h3 id="calculation-title">{t.calculation}</h3>
      <Equation answer={answer} view={view} result={row.value === null ? reasonOf(row, reader) : view.measure(row.value)} />
      {row.value === null && <p>{lookUp(t.missing, row.status ?? 'unknown')?.long}</p>}
      {reservation && (
        <p>
          <span class="sign">{reservation.short}</span> {reservation.long}
        </p>
      )}
      <p>{lookUp(t.aggregations, answer.aggregation)}</p>
      <dl class="facts">
        <div>
          <dt>{t.formula}</dt>
          <dd>
            <code>{answer.formula}</code>
          </dd>
        </div>
        <div>
          <dt>{t.inputs}</dt>
          <dd>
            {(answer.inputs ?? []).map((input) => (
              <code key={`${input.name} ${input.dataSet}`} class="input">
                {input.name} = {input.dataSet}: {input.measure}
                {Object.entries(input.where ?? {}).map(([breakdown, member]) => `, ${breakdown} ${member}`)}
              </code>
            ))}
          </dd>
        </div>
      </dl>
      {answer.members && answer.members.length > 0 && <Members answer={answer} view={view} />}
    </section>
  );
}

/** 1 158 ÷ 8 278 × 100 = 13,99 %. */
function Equation({ answer, view, result }: { answer: LineageAnswer; view: View; result: string }) {
  const { t, language } = useReader();
  const component = (value: number) => formatComponent(value, language);
  return (
    <p class="equation">
      {answer.numerator !== null && (
        <span class="term">
          <span class="term-number">{component(answer.numerator)}</span>
          <span class="term-name">{t.numerator}</span>
        </span>
      )}
      {answer.numerator !== null && answer.denominator !== null && (
        <>
          <span class="operator">÷</span>
          <span class="term">
            <span class="term-number">{component(answer.denominator)}</span>
            <span class="term-name">{t.denominator}</span>
          </span>
        </>
      )}
      {answer.numerator !== null && answer.multiplier !== null && answer.multiplier !== 1 && <span class="operator">× {component(answer.multiplier)}</span>}
      {answer.numerator !== null && <span class="operator">=</span>}
      <span class="term result">
        <span class="term-number">{result}</span>
        <span class="term-name">{view.name === undefined ? '' : t.value}</span>
      </span>
    </p>
  );
}

function Members({ answer, view }: CalculationProps) {
  const reader = useReader();
  const { t, language } = reader;
  const component = (value: number | null) => (value === null ? '' : formatComponent(value, language));
  return (
    <div class="table-box" role="group" aria-label={t.memberFigures} tabIndex={0}>
      <table>
        <caption>{t.memberFigures}</caption>
        <thead>
          <tr>
            <th scope="col">{t.area}</th>
            <th scope="col">{t.numerator}</th>
            <th scope="col">{t.denominator}</th>
            <th scope="col">{t.value}</th>
          </tr>
        </thead>
        <tbody>
          {answer.members!.map((member) => (
            <tr key={member.area}>
              <th scope="row">{view.areaName(member.area)}</th>
              <td>{component(member.numerator)}</td>
              <td>{component(member.denominator)}</td>
              <td>{member.value === null ? reasonOf(asRow({ ...answer, ...member }), reader) : view.number(member.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const asRow = ({ area, period, value, status }: Pick<LineageAnswer, 'area' | 'period' | 'value' | 'status'>): Row => ({ area, period, value, ...(status ? { status } : {}) });
