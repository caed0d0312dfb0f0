using System.Globalization;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.Cubes;

/// <summary>Which periods of a table are asked for: <c>all</c>, <c>last 24</c>, or <c>2005..2019</c> (either end may be left open).</summary>
/// <param name="Last">Only so many latest ones, or null.</param>
/// <param name="From">First, or null.</param>
/// <param name="To">Last, or null.</param>
internal sealed record PeriodChoice(int? Last, Period? From, Period? To)
{
    /// <summary>Of the periods that the settings choose, only these; null for all of them.</summary>
    public ChosenPeriods? Only { get; init; }

    /// <summary>Reads the setting; all where nothing is said.</summary>
    /// <exception cref="SettingsException">It is none of the three forms.</exception>
    public static PeriodChoice Parse(SettingsNode node) => node.TextOr("all").Split("..") switch
    {
        ["all"] => new(null, null, null),
        [var last] when last.StartsWith("last ", StringComparison.Ordinal)
            && int.TryParse(last.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 => new(count, null, null),
        [var from, var to] when IsEnd(from) && IsEnd(to) => new(null, End(from), End(to)),
        _ => throw node.Wrong($"periods is '{node.Text}'; write all, last 24, or a range such as 2005..2019."),
    };

    /// <summary>The chosen ones of the codes of a table's periods, oldest first; codes that are no periods are left out.</summary>
    public IReadOnlyList<string> Of(IEnumerable<string> codes)
    {
        var chosen = codes
            .Select(code => (Code: code, Is: Period.TryParse(code, out var period), Period: period))
            .Where(p => p.Is && !(p.Period < From) && !(p.Period > To))
            .OrderBy(p => p.Period)
            .Select(p => p.Code)
            .ToList();
        var asked = Last is { } last ? chosen[^Math.Min(last, chosen.Count)..] : chosen;
        return Only is null ? asked : [.. asked.Where(code => Only.Contains(Period.Parse(code)))];
    }

    private static bool IsEnd(string text) => text.Length == 0 || Period.TryParse(text, out _);

    private static Period? End(string text) => text.Length == 0 ? null : Period.Parse(text);
}
