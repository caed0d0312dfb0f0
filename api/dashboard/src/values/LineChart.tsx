import { LineChart as Lines } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'preact/hooks';
import { chartTip } from './chartTip';
import { valueAt } from './panel';
import { type Label, spread } from './spread';
import { endsOnAxis, labelLine, labelLines, trendOption } from './trendOption';
import type { View } from './view';

use([Lines, GridComponent, TooltipComponent, MarkLineComponent, LabelLayout, SVGRenderer]);

interface LineChartProps {
  view: View;
  /** The chart in words, for those who do not see it. */
  label: string;
  /** The period of the ranking. */
  period: string;
  /** Called with the period on which the reader clicked. */
  choosePeriod: (period: string) => void;
}

/** The drawing itself. It follows the width of its box; what it shows is also in the table, so it takes no keyboard focus. */
export function LineChart({ view, label, period, choosePeriod }: LineChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const latest = useRef({ view, period, choosePeriod });
  latest.current = { view, period, choosePeriod };

  useEffect(() => {
    const element = box.current!;
    const drawn = init(element, null, { renderer: 'svg' });
    chart.current = drawn;
    const resize = new ResizeObserver(() => {
      drawn.resize();
      draw(drawn, latest.current.view, latest.current.period);
    });
    resize.observe(element);
    drawn.getZr().on('click', (event) => {
      const index = drawn.convertFromPixel({ xAxisIndex: 0 }, event.offsetX) as number;
      const clicked = latest.current.view.panel.axis[index];
      if (clicked !== undefined && latest.current.view.panel.valued.includes(clicked)) latest.current.choosePeriod(clicked);
    });
    return () => {
      resize.disconnect();
      drawn.dispose();
    };
  }, []);

  useEffect(() => {
    if (chart.current) draw(chart.current, view, period);
  }, [view, period]);

  return <div ref={box} class="chart" role="img" aria-label={label} />;
}

/** Draws twice: where the names at the ends of the lines may stand is known only when the scale is. */
function draw(chart: EChartsType, view: View, period: string) {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const formatter = (points: { dataIndex: number }[]) => chartTip(view, points[0]?.dataIndex ?? 0);
  const set = (shifts?: Map<string, number>) => {
    const option = trendOption(view, period, chart.getWidth(), still, shifts);
    chart.setOption({ ...option, tooltip: { ...(option['tooltip'] as object), formatter } }, { notMerge: true });
  };
  set();
  const labels = view.panel.series
    .filter((series) => endsOnAxis(series, view))
    .map((series): [string, Label] => [series.key, {
      middle: chart.convertToPixel({ yAxisIndex: 0 }, valueAt(series, view.panel.axis.at(-1))!),
      height: labelLines(view.name(series)).length * labelLine + 2,
    }]);
  set(spread(new Map(labels)));
}
