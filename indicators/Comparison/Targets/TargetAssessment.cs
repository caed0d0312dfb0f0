namespace Insight.Indicators.Comparison.Targets;

/// <summary>
/// Answers "when do we reach the target?". A path is compared and a trend fitted only since the last break of the series; a year is named only
/// where the trend surely leads to the target, and no further ahead than twice the span that was observed.
/// </summary>
public static class TargetAssessment
{
    private const int HorizonOfSpan = 2;

    /// <summary>The progress of one target.</summary>
    /// <param name="indicator">The indicator as published now.</param>
    /// <param name="target">The target.</param>
    /// <param name="series">The area's annual series, oldest first.</param>
    /// <param name="comparableFrom">First year that is comparable with the newest figure; null when all are.</param>
    /// <param name="caveats">Reservations that hold for the series as a whole.</param>
    public static TargetProgress Of(
        IndicatorTraits indicator, Target target, IReadOnlyList<SeriesPoint> series, int? comparableFrom, IReadOnlyList<string> caveats)
    {
        var now = series.LastOrDefault(point => point.Value is not null && point.Period.CalendarYear >= target.Baseline.Year);
        var blank = new TargetProgress
        {
            Indicator = indicator,
            Target = target,
            Now = now,
            Outcome = TargetOutcome.NotAssessable,
            BaselineRevision = Revision(indicator, target, series),
            Caveats = caveats,
        };
        var reason = now is null ? TargetReasons.NoValue
            : target.DefinitionVersion != indicator.Version ? TargetReasons.DefinitionDiffers
            : comparableFrom > target.Baseline.Year ? TargetReasons.SeriesBreak
            : null;
        return reason is null ? Assess(blank, now!, series, comparableFrom) : blank with { Reason = reason };
    }

    private static TargetProgress Assess(TargetProgress blank, SeriesPoint now, IReadOnlyList<SeriesPoint> series, int? comparableFrom)
    {
        var (target, value, year) = (blank.Target, now.Value!.Value, now.Period.CalendarYear);
        var trend = TheilSen.Of(series.Where(point => !(point.Period.CalendarYear < comparableFrom)));
        var achieved = IsReached(target, value);
        var left = achieved ? 0 : target.Year - year;
        var reached = achieved ? default : YearOf(target, value, year, trend);
        var progress = blank with
        {
            OnPath = PathToTarget.At(target, year),
            Trend = trend,
            RequiredPerYear = left > 0 ? (target.Value - value) / left : null,
            RequiredPercentPerYear = left > 0 && value > 0 && target.Value > 0 ? 100 * (Math.Pow(target.Value / value, 1.0 / left) - 1) : null,
            PaceSuffices = trend is null || achieved ? null : left > 0 && Towards(target, trend) && IsReached(target, value + (trend.PerYear * left)),
            ReachedYear = reached.Year,
            NoYearReason = reached.Reason,
        };
        return progress with { Outcome = Outcome(progress, achieved) };
    }

    private static TargetOutcome Outcome(TargetProgress progress, bool achieved) => progress switch
    {
        _ when achieved => TargetOutcome.Achieved,
        { NoYearReason: TargetReasons.WrongDirection } => TargetOutcome.WrongDirection,
        _ when progress.Now!.Period.CalendarYear >= progress.Target.Year => TargetOutcome.Behind,
        _ when IsAtLeast(progress.Target, progress.Now!.Value!.Value, progress.OnPath!.Value) => TargetOutcome.OnTrack,
        { PaceSuffices: true } => TargetOutcome.OnTrack,
        _ => TargetOutcome.Behind,
    };

    private static (int? Year, string? Reason) YearOf(Target target, double value, int year, Trend? trend)
    {
        if (trend is null)
        {
            return (null, TargetReasons.TooFewPoints);
        }

        if (trend.Interval.Contains(0))
        {
            return (null, TargetReasons.NoTrend);
        }

        if (!Towards(target, trend))
        {
            return (null, TargetReasons.WrongDirection);
        }

        var years = Math.Ceiling((target.Value - value) / trend.PerYear);
        return years <= HorizonOfSpan * trend.From.Until(trend.To) ? (year + (int)years, null) : (null, TargetReasons.BeyondHorizon);
    }

    /// <summary>Whether the trend surely leads towards the target.</summary>
    private static bool Towards(Target target, Trend trend) => target.IsDownward ? trend.Interval.High < 0 : trend.Interval.Low > 0;

    private static bool IsReached(Target target, double value) => IsAtLeast(target, value, target.Value);

    /// <summary>Whether a value is as far as another, seen in the direction of the target.</summary>
    private static bool IsAtLeast(Target target, double value, double other) => target.IsDownward ? value <= other : value >= other;

    /// <summary>A target is written with the decimals that are shown: what rounds to the same is no revision.</summary>
    private static double? Revision(IndicatorTraits indicator, Target target, IReadOnlyList<SeriesPoint> series)
    {
        var today = series.FirstOrDefault(point => point.Period.CalendarYear == target.Baseline.Year)?.Value;
        return today - target.Baseline.Value is { } revision && Math.Abs(revision) > 0.5000001 * Math.Pow(10, -indicator.Decimals) ? revision : null;
    }
}
