using Insight.Warehouse.Periods;

namespace Insight.Indicators.Comparison;

/// <summary>"When do we reach the target?": one target against the series.</summary>
public sealed record TargetProgress
{
    /// <summary>The indicator.</summary>
    public required IndicatorTraits Indicator { get; init; }

    /// <summary>The target.</summary>
    public required Target Target { get; init; }

    /// <summary>The newest figure with a value; null where there is none since the baseline.</summary>
    public required SeriesPoint? Now { get; init; }

    /// <summary>The outcome.</summary>
    public required TargetOutcome Outcome { get; init; }

    /// <summary>Why it cannot be assessed: a code of <see cref="TargetReasons"/>; null unless the outcome is <see cref="TargetOutcome.NotAssessable"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Where the path is in the period of <see cref="Now"/>; null without one.</summary>
    public double? OnPath { get; init; }

    /// <summary>Now − path: for a target below its baseline, above 0 is behind.</summary>
    public double? Gap => Now?.Value - OnPath;

    /// <summary>Change a year that is needed from now to the target year; null once it is reached or the year is past.</summary>
    public double? RequiredPerYear { get; init; }

    /// <summary>The same as a constant percentage a year; null also where values are not above 0.</summary>
    public double? RequiredPercentPerYear { get; init; }

    /// <summary>The observed trend since the last break; null with fewer than five comparable points.</summary>
    public Trend? Trend { get; init; }

    /// <summary>Whether the trend, going on as it is, reaches the target by its year; null without a trend.</summary>
    public bool? PaceSuffices { get; init; }

    /// <summary>
    /// The year in which the trend reaches the target; null where its interval contains 0 or leads away, where the year lies further ahead
    /// than twice the observed span, and once the target is reached.
    /// </summary>
    public int? ReachedYear { get; init; }

    /// <summary>Why there is no year: a code of <see cref="TargetReasons"/>; null where there is one or the target is reached.</summary>
    public string? NoYearReason { get; init; }

    /// <summary>
    /// How much the producer has revised the baseline since the target was set: the baseline year's figure now − the target's. Null where the
    /// figure is not there or not revised.
    /// </summary>
    public double? BaselineRevision { get; init; }

    /// <summary>Reservations, as codes of <see cref="ComparisonCaveats"/>.</summary>
    public IReadOnlyList<string> Caveats { get; init; } = [];
}

/// <summary>The five outcomes.</summary>
public enum TargetOutcome
{
    /// <summary>fi saavutettu.</summary>
    Achieved,

    /// <summary>fi aikataulussa: on the path or better, or at a pace that reaches the target by its year.</summary>
    OnTrack,

    /// <summary>fi jäljessä.</summary>
    Behind,

    /// <summary>fi suunta väärä: the trend leads away from the target.</summary>
    WrongDirection,

    /// <summary>fi ei arvioitavissa.</summary>
    NotAssessable,
}

/// <summary>A target as decided: one indicator, one area, from a baseline to a year.</summary>
/// <param name="Id">Id, unique in the publication: area and indicator, with the target year.</param>
/// <param name="Area">Area id.</param>
/// <param name="Indicator">Indicator id.</param>
/// <param name="DefinitionVersion">Version of the indicator's definition by which it was set.</param>
/// <param name="Baseline">From what.</param>
/// <param name="Year">The target year.</param>
/// <param name="Value">The target value, in the indicator's unit.</param>
/// <param name="Path">How it is to be approached.</param>
/// <param name="Steps">Of a stepped path: the value to be reached by each year, oldest first, the last being the target; else empty.</param>
/// <param name="Decision">Reference to the decision with its §.</param>
/// <param name="IsExample">Whether it is an example that nobody decided.</param>
/// <param name="Notes">Reservations by language; empty where there are none.</param>
public sealed record Target(
    string Id,
    string Area,
    string Indicator,
    int DefinitionVersion,
    TargetBaseline Baseline,
    int Year,
    double Value,
    TargetPath Path,
    IReadOnlyList<TargetStep> Steps,
    string Decision,
    bool IsExample,
    IReadOnlyDictionary<string, string> Notes)
{
    /// <summary>Whether the target lies below its baseline.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsDownward => Value < Baseline.Value;
}

/// <summary>From what a target starts.</summary>
/// <param name="Year">The year.</param>
/// <param name="Value">Its value as known when the target was set.</param>
/// <param name="Vintage">Which delivery or publication of the producer the value is from.</param>
public sealed record TargetBaseline(int Year, double Value, string Vintage);

/// <summary>A step of a stepped path.</summary>
public sealed record TargetStep(int Year, double Value);

/// <summary>How a target is approached.</summary>
public enum TargetPath
{
    /// <summary>The same amount every year.</summary>
    Linear,

    /// <summary>The same percentage every year.</summary>
    Geometric,

    /// <summary>Steps: until the year of a step the value of the step before holds.</summary>
    Stepped,
}

/// <summary>A straight trend that outliers do not bend (Theil–Sen).</summary>
/// <param name="PerYear">Median of the slopes between all pairs of points, a year.</param>
/// <param name="Interval">95 % interval of the slope (Sen, by the ranks of Kendall's statistic).</param>
/// <param name="Points">How many comparable points, at least five.</param>
/// <param name="From">The first of them.</param>
/// <param name="To">The last of them.</param>
public sealed record Trend(double PerYear, Interval Interval, int Points, Period From, Period To);

/// <summary>Why a target cannot be assessed, or why no year is named.</summary>
public static class TargetReasons
{
    /// <summary>There is no figure since the baseline.</summary>
    public const string NoValue = "no-value";

    /// <summary>The series breaks after the baseline; the baseline must be set anew.</summary>
    public const string SeriesBreak = "break";

    /// <summary>The target was set by another version of the definition.</summary>
    public const string DefinitionDiffers = "definition-differs";

    /// <summary>Fewer than five comparable points.</summary>
    public const string TooFewPoints = "too-few-points";

    /// <summary>The slope's interval contains 0: there may be no trend at all.</summary>
    public const string NoTrend = "no-trend";

    /// <summary>The trend leads away from the target.</summary>
    public const string WrongDirection = "wrong-direction";

    /// <summary>The year lies further ahead than twice the observed span.</summary>
    public const string BeyondHorizon = "beyond-horizon";
}
