using Insight.Indicators.Definitions;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Comparison;

/// <summary>"Is the change real?": one figure against an earlier one of the same area. Says nothing of causes.</summary>
public sealed record ChangeVerdict
{
    /// <summary>The indicator.</summary>
    public required IndicatorTraits Indicator { get; init; }

    /// <summary>Area id.</summary>
    public required string Area { get; init; }

    /// <summary>The later figure; its value may be missing.</summary>
    public required SeriesPoint Now { get; init; }

    /// <summary>The earlier figure; null where there is none to compare with. Of months and quarters always that of the year before.</summary>
    public required SeriesPoint? Before { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why nothing can be said: a code of <see cref="ChangeReasons"/>; null unless the verdict is <see cref="Verdict.NotAssessable"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Now − before, in the indicator's unit (percentage points for a per cent); null where one is missing.</summary>
    public double? Difference => Now.Value - Before?.Value;

    /// <summary>Difference in per cent of the absolute earlier value; null where that is 0 or missing.</summary>
    public double? RelativePercent => Before?.Value is { } before && before != 0 ? 100 * Difference / Math.Abs(before) : null;

    /// <summary>
    /// Whether the change is for the better, by the definition's direction, of totals too; null for a neutral indicator, and where the change is neither clear nor
    /// possible: what mere variation would explain is neither better nor worse.
    /// </summary>
    public bool? IsBetter => Verdict is Verdict.Clear or Verdict.Possible ? LooksBetter : null;

    /// <summary>What the difference would be if it were real; null for a neutral indicator or no difference.</summary>
    public bool? LooksBetter => Difference is { } difference ? Indicator.IsBetter(difference) : null;

    /// <summary>Which test was made.</summary>
    public required ChangeTest Test { get; init; }

    /// <summary>Probability of a difference at least as large when nothing has changed; null where no test was possible.</summary>
    public double? Probability { get; init; }

    /// <summary>The same after Benjamini–Hochberg among the list that was asked; equals <see cref="Probability"/> for one question.</summary>
    public double? AdjustedProbability { get; init; }

    /// <summary>95 % interval of the later value (counts: Byar; samples: Wilson); null for registers.</summary>
    public Interval? NowInterval { get; init; }

    /// <summary>95 % interval of the earlier value; null for registers.</summary>
    public Interval? BeforeInterval { get; init; }

    /// <summary>Registers: usual variation before now; null where there are fewer than five comparable points.</summary>
    public UsualVariation? Usual { get; init; }

    /// <summary>
    /// How much the producer has revised the earlier figure since it was first published here, now − then; null where it was not revised or
    /// no earlier publication has it.
    /// </summary>
    public double? Revision { get; init; }

    /// <summary>"A revision, not a change": the difference is no larger than the revision of the earlier figure. The verdict is then at most usual variation.</summary>
    public bool IsRevision { get; init; }

    /// <summary>How many questions were answered together, for the false-discovery rate.</summary>
    public int AskedTogether { get; init; } = 1;

    /// <summary>Reservations, as codes of <see cref="ComparisonCaveats"/>.</summary>
    public IReadOnlyList<string> Caveats { get; init; } = [];
}

/// <summary>What can be said of a change, weakest last.</summary>
public enum Verdict
{
    /// <summary>fi selvä muutos: beyond chance at 1 % (registers: outside the limits of usual variation).</summary>
    Clear,

    /// <summary>fi mahdollinen muutos: beyond chance at 5 %, not at 1 %.</summary>
    Possible,

    /// <summary>fi tavanomaista vaihtelua.</summary>
    UsualVariation,

    /// <summary>fi ei arvioitavissa.</summary>
    NotAssessable,
}

/// <summary>Tests of change.</summary>
public enum ChangeTest
{
    /// <summary>No test was made.</summary>
    None,

    /// <summary>Counts: the exact conditional test of two Poisson counts with their exposures.</summary>
    ExactPoisson,

    /// <summary>Samples: difference of two proportions, each with its finite-population correction.</summary>
    TwoProportions,

    /// <summary>Samples of scores: difference of two means (Welch), each with its finite-population correction.</summary>
    TwoMeans,

    /// <summary>Registers: individuals and moving range (XmR) over the comparable points before, for the level and for the step.</summary>
    UsualVariation,
}

/// <summary>The limits within which a register total usually varies (XmR).</summary>
/// <param name="Mean">Mean of the comparable points before.</param>
/// <param name="MovingRange">Mean distance from one point to the next.</param>
/// <param name="Limits">Mean ± 2.66 × moving range.</param>
/// <param name="Points">How many points, at least five.</param>
/// <param name="From">The first of them.</param>
/// <param name="To">The last of them.</param>
public sealed record UsualVariation(double Mean, double MovingRange, Interval Limits, int Points, Period From, Period To);

/// <summary>Why a change cannot be assessed.</summary>
public static class ChangeReasons
{
    /// <summary>The later figure is missing.</summary>
    public const string NoValue = "no-value";

    /// <summary>The figure to compare with is missing.</summary>
    public const string NoEarlierValue = "no-earlier-value";

    /// <summary>A series break lies between the two.</summary>
    public const string SeriesBreak = "break";

    /// <summary>Fewer than five comparable points before.</summary>
    public const string TooFewPoints = "too-few-points";

    /// <summary>Counts: the components are missing, or an exposure is 0.</summary>
    public const string NoCounts = "no-counts";

    /// <summary>Samples: the number of respondents is missing, below five, or the value is no per cent.</summary>
    public const string NoRespondents = "no-respondents";

    /// <summary>Samples of scores: how much the scores differ from each other is not known.</summary>
    public const string NoSpread = "no-spread";
}
