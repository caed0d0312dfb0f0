using Insight.Api.Facades.Px;
using Insight.Api.Publications;
using Insight.Api.Values;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Api.Facades.Sdmx;

/// <summary>Finds the observations of a query in slices, one slice after the other. A cell of which nothing is known is no observation.</summary>
internal sealed class SdmxReader(SliceCache slices, AreaLabels labels)
{
    /// <summary>The observations, in the order of flows and keys, oldest first.</summary>
    public async IAsyncEnumerable<SdmxObservation> ReadAsync(SdmxQuestion question)
    {
        var (skipped, taken) = (0, 0);
        foreach (var (flow, table, before) in Tables(question).ToList())
        {
            foreach (var observation in await OfTableAsync(question, flow, table, before))
            {
                if (skipped++ >= question.Offset && !(taken >= question.Limit))
                {
                    taken++;
                    yield return observation;
                }
            }
        }
    }

    /// <summary>The tables that may have asked observations; where changes are asked for, also as they were.</summary>
    private static IEnumerable<(SdmxFlow Flow, PxTable Table, PxTable? Before)> Tables(SdmxQuestion question) =>
        from flow in question.Flows
        from table in PxTable.Of(question.Publication, flow.Indicator)
        where IsWanted(question, flow, table)
        select (flow, table.In(question.Division), question.Earlier is { } earlier ? PxTable.Find(earlier, table.Id)?.In(question.Division) : null);

    private static bool IsWanted(SdmxQuestion question, SdmxFlow flow, PxTable table) =>
        question.Wants(0, SdmxFlow.Freq, SdmxFlow.FrequencyCode(table.Frequency))
        && question.Conditions.All(c => c.Component switch
        {
            "UNIT_MEASURE" => c.Holds(flow.Unit),
            "DECIMALS" => c.Holds((double)flow.Indicator.Decimals),
            var component => flow.Components.Contains(component),
        });

    private async Task<IEnumerable<SdmxObservation>> OfTableAsync(SdmxQuestion question, SdmxFlow flow, PxTable table, PxTable? before)
    {
        var slice = await slices.GetAsync(table.File, flow.Indicator.Breakdowns);
        var now = Observations(question, flow, slice);
        if (question.Earlier is null)
        {
            return now.SelectMany(series => Cut(question, series));
        }

        if (before is null)
        {
            return now.SelectMany(series => series);
        }

        return before.File.Key == table.File.Key
            ? []
            : Changes(now.SelectMany(series => series), Observations(question, flow with { Publication = question.Earlier }, await slices.GetAsync(before.File, before.Indicator.Breakdowns)).SelectMany(series => series));
    }

    /// <summary>New and changed observations, then those that are gone.</summary>
    private static IEnumerable<SdmxObservation> Changes(IEnumerable<SdmxObservation> now, IEnumerable<SdmxObservation> before)
    {
        var old = before.ToDictionary(KeyOf, o => o);
        foreach (var observation in now)
        {
            if (!old.Remove(KeyOf(observation), out var was) || !was.Value.Equals(observation.Value) || was.Status != observation.Status)
            {
                yield return observation;
            }
        }

        foreach (var gone in old.Values)
        {
            yield return gone with { IsGone = true, Value = double.NaN };
        }
    }

    private static (string Codes, Period Period) KeyOf(SdmxObservation observation) => (string.Join('.', observation.Series.Codes), observation.Period);

    /// <summary>The first and last of a series that are asked for.</summary>
    private static IEnumerable<SdmxObservation> Cut(SdmxQuestion question, List<SdmxObservation> series)
    {
        if (question.First is null && question.Last is null)
        {
            return series;
        }

        var (first, last) = (question.First ?? 0, series.Count - (question.Last ?? 0));
        return series.Where((_, i) => i < first || i >= last);
    }

    private IEnumerable<List<SdmxObservation>> Observations(SdmxQuestion question, SdmxFlow flow, Slice slice)
    {
        var axes = slice.Axes;
        PeriodPick[] periods = [.. axes.AllPeriods.Where(p => question.Conditions.Where(c => c.Component == SdmxFlow.TimePeriod).All(c => c.Holds(p.Period)))];
        var frequency = SdmxFlow.FrequencyCode(axes.Frequency);
        string[][] members = [.. axes.Combinations.Select(c => c.Select(SdmxFlow.SdmxId).ToArray())];
        foreach (var area in axes.AllAreas)
        {
            var id = labels.IdOf(area.Number);
            var code = SdmxFlow.SdmxId(id);
            if (!question.Wants(1, SdmxFlow.RefArea, code))
            {
                continue;
            }

            for (var combination = 0; combination < members.Length; combination++)
            {
                string[] codes = [frequency, code, .. members[combination]];
                if (codes.Index().Skip(2).All(c => question.Wants(c.Index, flow.Dimensions[c.Index], c.Item)) && question.Wants(codes))
                {
                    yield return [.. OfSeries(question, slice, new SdmxSeries(flow, codes) { Area = id }, slice.Series(area.Position, combination), periods)];
                }
            }
        }
    }

    private static IEnumerable<SdmxObservation> OfSeries(SdmxQuestion question, Slice slice, SdmxSeries series, SeriesSpan span, PeriodPick[] periods)
    {
        foreach (var period in periods)
        {
            var cell = span.Cell(period.Index);
            if (cell < 0 || (double.IsNaN(slice.Values[cell]) && slice.Status(cell) == StatusText.Unknown))
            {
                continue;
            }

            var observation = new SdmxObservation(series, period.Period, slice.Values[cell], slice.Status(cell), false);
            if (question.Conditions.All(c => Holds(c, observation)))
            {
                yield return observation;
            }
        }
    }

    private static bool Holds(SdmxCondition condition, SdmxObservation observation) =>
        condition.Component == SdmxFlow.ObsValue ? condition.Holds(observation.Value)
        : !SdmxFlow.ObservationAttributes.Contains(condition.Component) || condition.Holds(observation.Attribute(condition.Component));
}
