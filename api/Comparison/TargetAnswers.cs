using System.Text.Json.Serialization;
using Insight.Api.Requests;
using Insight.Indicators.Comparison;

namespace Insight.Api.Comparison;

/// <summary>Targets.</summary>
/// <param name="Targets">By area, indicator and year.</param>
public sealed record TargetsAnswer(IReadOnlyList<TargetAnswer> Targets) : AnsweredFrom;

/// <summary>Progress of targets.</summary>
/// <param name="Progress">One for each target of the asked area and indicator; empty where there is none.</param>
/// <param name="Division">Municipal division of the series.</param>
public sealed record TargetProgressAnswer(IReadOnlyList<ProgressAnswer> Progress, string Division) : AnsweredFrom;

/// <summary>A target as decided.</summary>
/// <param name="Id">Area, indicator and year.</param>
/// <param name="Area">Area id.</param>
/// <param name="Indicator">Indicator id.</param>
/// <param name="DefinitionVersion">Version of the definition by which it was set.</param>
/// <param name="BaselineYear">From when.</param>
/// <param name="BaselineValue">The value then, as known when the target was set.</param>
/// <param name="BaselineVintage">From which delivery that value is.</param>
/// <param name="Year">The target year.</param>
/// <param name="Value">The target value.</param>
/// <param name="Path">linear, geometric or stepped.</param>
/// <param name="Steps">Of a stepped path: from each year on the value.</param>
/// <param name="Decision">Reference to the decision.</param>
/// <param name="Example">Whether it is an example that nobody decided.</param>
/// <param name="Notes">Reservations: a text with <c>lang</c>, else a map; null where there are none.</param>
public sealed record TargetAnswer(
    string Id,
    string Area,
    string Indicator,
    int DefinitionVersion,
    int BaselineYear,
    double BaselineValue,
    string BaselineVintage,
    int Year,
    double Value,
    string Path,
    IReadOnlyList<TargetStep> Steps,
    string Decision,
    bool Example,
    object? Notes)
{
    internal static TargetAnswer Of(Target target, string? language) => new(
        target.Id,
        target.Area,
        target.Indicator,
        target.DefinitionVersion,
        target.Baseline.Year,
        target.Baseline.Value,
        target.Baseline.Vintage,
        target.Year,
        target.Value,
        ComparisonWords.Code(target.Path),
        target.Steps,
        target.Decision,
        target.IsExample,
        target.Notes.Count == 0 ? null : language is null ? target.Notes : Languages.Pick(target.Notes, language));
}

/// <summary>Where a target stands.</summary>
/// <param name="Target">The target.</param>
/// <param name="Synthetic">Whether the figures are invented for demonstration.</param>
/// <param name="Outcome">achieved, on-track, behind, wrong-direction or not-assessable.</param>
/// <param name="Reason">Why it cannot be assessed.</param>
/// <param name="Now">The newest figure.</param>
/// <param name="OnPath">Where the path is then.</param>
/// <param name="Gap">The figure − the path.</param>
/// <param name="RequiredPerYear">Change a year that is needed from now on.</param>
/// <param name="RequiredPercentPerYear">The same as a percentage a year.</param>
/// <param name="Trend">The observed trend since the last break; null with fewer than five points.</param>
/// <param name="PaceSuffices">Whether that trend reaches the target in time.</param>
/// <param name="ReachedYear">The year in which it would; null where none can be named.</param>
/// <param name="NoYear">Why none can be named.</param>
/// <param name="BaselineRevision">How much the producer has revised the baseline since.</param>
/// <param name="Caveats">Reservations.</param>
public sealed record ProgressAnswer(
    TargetAnswer Target,
    bool Synthetic,
    WordAnswer Outcome,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WordAnswer? Reason,
    FigureAnswer? Now,
    double? OnPath,
    double? Gap,
    double? RequiredPerYear,
    double? RequiredPercentPerYear,
    TrendAnswer? Trend,
    bool? PaceSuffices,
    int? ReachedYear,
    WordAnswer? NoYear,
    double? BaselineRevision,
    IReadOnlyList<WordAnswer> Caveats)
{
    internal static ProgressAnswer Of(TargetProgress progress, bool synthetic, string? language) => new(
        TargetAnswer.Of(progress.Target, language),
        synthetic,
        ComparisonWords.Word(ComparisonWords.Code(progress.Outcome), language),
        progress.Reason is { } reason ? ComparisonWords.Word(reason, language) : null,
        FigureAnswer.Of(progress.Now),
        progress.OnPath,
        progress.Gap,
        progress.RequiredPerYear,
        progress.RequiredPercentPerYear,
        TrendAnswer.Of(progress.Trend),
        progress.PaceSuffices,
        progress.ReachedYear,
        progress.NoYearReason is { } none ? ComparisonWords.Word(none, language) : null,
        progress.BaselineRevision,
        ComparisonWords.Words(progress.Caveats, language));
}

/// <summary>A trend (Theil–Sen).</summary>
/// <param name="PerYear">Change a year.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Points">How many points.</param>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
public sealed record TrendAnswer(double PerYear, double Low, double High, int Points, string First, string Last)
{
    internal static TrendAnswer? Of(Trend? trend) => trend is null
        ? null
        : new(trend.PerYear, trend.Interval.Low, trend.Interval.High, trend.Points, trend.From.ToString(), trend.To.ToString());
}
