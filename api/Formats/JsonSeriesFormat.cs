using System.Text;
using System.Text.Json.Nodes;
using Insight.Api.Values;

namespace Insight.Api.Formats;

/// <summary>
/// JSON with a dense array a series: <c>"periods":["2017","2018"],"series":[{"area":"KU111","sex":"total","values":[14.9,null],
/// "statuses":{"unknown":[1]}}]</c>. Positions of values and statuses are those of the periods; what has no status is normal.
/// </summary>
internal sealed class JsonSeriesFormat : IValuesFormat
{
    /// <inheritdoc/>
    public string Name => "json-series";

    /// <inheritdoc/>
    public string? MediaType => null;

    /// <inheritdoc/>
    public string ContentType => Answers.Answer.JsonType;

    /// <inheritdoc/>
    public string? FileEnding => null;

    /// <inheritdoc/>
    public async Task WriteAsync(ValuesAnswer answer, ValuesReply reply)
    {
        var selections = OverAllPeriods(await reply.AllAsync());
        var series = new SeriesRows(selections.Count > 1);
        var periods = selections[0].Periods.Select(p => JsonText.Quoted(p.Period.ToString()));
        await answer.WriteAsync(await reply.JsonHeadAsync("periods"));
        await answer.WriteAsync(Encoding.UTF8.GetBytes(string.Join(',', periods) + "],\"series\":["));
        foreach (var selection in selections)
        {
            await answer.WriteAsync(series, selection);
        }

        var notes = new JsonArray([.. (await reply.NotesAsync()).Select(n => n.DeepClone())]);
        await answer.WriteAsync(Encoding.UTF8.GetBytes($"],\"notes\":{notes.ToJsonString(Answers.Json.Options)}}}"));
    }

    private static List<Selection> OverAllPeriods(List<Selection> selections)
    {
        var periods = selections.SelectMany(s => s.Periods).Select(p => p.Period).Distinct().Order().ToList();
        return [.. selections.Select(s => s with { Periods = [.. periods.Select(p => new PeriodPick(Math.Max(s.Slice.Axes.IndexOf(p), -1), p))] })];
    }
}
