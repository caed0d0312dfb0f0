using Insight.Warehouse.Periods;

namespace Insight.Indicators.Comparison.Change;

/// <summary>What is needed to judge one change.</summary>
public sealed record ChangeQuestion
{
    /// <summary>The indicator.</summary>
    public required IndicatorTraits Indicator { get; init; }

    /// <summary>Area id.</summary>
    public required string Area { get; init; }

    /// <summary>The period of the later figure.</summary>
    public required Period Period { get; init; }

    /// <summary>The area's series in one frequency and division, oldest first; later points than the period are passed over.</summary>
    public required IReadOnlyList<SeriesPoint> Series { get; init; }

    /// <summary>First period that is comparable with <see cref="Period"/>; null when all before it are.</summary>
    public Period? ComparableFrom { get; init; }

    /// <summary>Samples: who answered in a period, and how many could have; null where that is not known.</summary>
    public Func<Period, SampleSize?> SampleSize { get; init; } = _ => null;

    /// <summary>The figure of a period as it was first published here; null where it is not there.</summary>
    public Func<Period, double?> FirstPublished { get; init; } = _ => null;

    /// <summary>Reservations that hold for the series as a whole.</summary>
    public IReadOnlyList<string> Caveats { get; init; } = [];

    /// <summary>The later figure.</summary>
    internal SeriesPoint Now => Series.FirstOrDefault(point => point.Period == Period) ?? SeriesPoint.Absent(Period);

    /// <summary>
    /// The points before now that now may be compared with: since the last break, and of months and quarters only those of the same season.
    /// </summary>
    internal IEnumerable<SeriesPoint> Comparable => Series.Where(point =>
        point.Period < Period && point.Period.PositionInYear == Period.PositionInYear && !(point.Period < ComparableFrom));

    /// <summary>
    /// The figure that now is compared with: of months and quarters that of the same season a year before; of years the one before, and where
    /// figures come every second or fourth year, the one before in that rhythm.
    /// </summary>
    internal SeriesPoint? Before =>
        Comparable.LastOrDefault(point => point.Value is not null) is { } last && YearsTo(last) < 2 * (Period.Frequency == Frequency.Annual ? Rhythm : 1)
            ? last
            : null;

    /// <summary>The usual distance between figures of years (their median): 1, or 2 or 4 where they come that seldom.</summary>
    private int Rhythm
    {
        get
        {
            var years = Series.Where(point => point.Value is not null && point.Period <= Period).Select(point => point.Period.CalendarYear).ToList();
            var gaps = years.Zip(years.Skip(1), (a, b) => b - a).Order().ToList();
            return gaps.Count == 0 ? 1 : gaps[(gaps.Count - 1) / 2];
        }
    }

    private int YearsTo(SeriesPoint earlier) => Period.CalendarYear - earlier.Period.CalendarYear;

    /// <summary>Whether there is an earlier figure, but only on the other side of a break.</summary>
    internal bool IsCutOff => Before is null && Series.Any(point =>
        point.Value is not null && point.Period < ComparableFrom && point.Period.PositionInYear == Period.PositionInYear);
}

/// <summary>Who answered.</summary>
/// <param name="Respondents">How many.</param>
/// <param name="Population">How many could have, or null when that is not known.</param>
public sealed record SampleSize(double Respondents, double? Population)
{
    /// <summary>Σ of the squares of their scores; null where the figure is a share or the source does not give them.</summary>
    public double? Squares { get; init; }
}
