using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources;

/// <summary>The periods that a run asks a producer for, where it is not to ask for all that the settings name: a backfill.</summary>
/// <param name="From">The first; a longer period stands for all within it.</param>
/// <param name="To">The last.</param>
public sealed record ChosenPeriods(Period From, Period To)
{
    /// <summary>Reads <c>2018..2020</c>, <c>2018-03..2018-09</c> or one period.</summary>
    /// <exception cref="FormatException">It is neither, or the last comes before the first.</exception>
    public static ChosenPeriods Parse(string text)
    {
        var ends = text.Split("..");
        return ends.Length is 1 or 2 && Period.TryParse(ends[0], out var from) && Period.TryParse(ends[^1], out var to) && from.FirstDay <= to.LastDay
            ? new ChosenPeriods(from, to)
            : throw new FormatException($"'{text}' does not name periods; write 2018, 2018-03, or a range such as 2018..2020.");
    }

    /// <summary>Whether a period lies within.</summary>
    public bool Contains(Period period) => period.FirstDay >= From.FirstDay && period.LastDay <= To.LastDay;

    /// <summary>As it is written.</summary>
    public override string ToString() => From == To ? From.ToString() : $"{From}..{To}";
}
