using Insight.Indicators.Forecasting.Backtesting;
using Insight.Indicators.Forecasting.Histories;
using Insight.Indicators.Forecasting.Questions;
using Insight.Indicators.Forecasting.Studies;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Forecasting.Documents;

/// <summary>Makes the answer of what a study found.</summary>
/// <param name="study">The study.</param>
/// <param name="codeVersion">Version of the program.</param>
public sealed class DocumentMaker(StudyResult study, string codeVersion)
{
    private const int ShortAnnual = 8;

    private readonly ForecastQuestion question = study.Question;
    private readonly PoolDocument[] pools = [.. study.Backtests.Select(b => PoolOf(b, study.Question.Levels))];

    /// <summary>The answer.</summary>
    /// <param name="id">Id of the vintage, or null when it is not stored.</param>
    /// <param name="created">Now.</param>
    /// <param name="startedBy">api, command-line or schedule.</param>
    /// <param name="scenario">The scenario as asked.</param>
    public ForecastDocument Make(string? id, DateTimeOffset created, string startedBy, ScenarioRequest? scenario) => new()
    {
        Id = id,
        Created = created.ToUniversalTime(),
        StartedBy = startedBy,
        Publication = question.Manifest.Id,
        CodeVersion = codeVersion,
        Seed = 0,
        Indicator = question.Indicator.Id,
        DefinitionVersion = question.Indicator.Version,
        DefinitionHash = question.Indicator.DefinitionHash,
        Names = question.Indicator.Names,
        Unit = question.Indicator.Unit,
        Decimals = question.Indicator.Decimals,
        Direction = question.Indicator.Direction,
        Synthetic = question.Indicator.Synthetic,
        Frequency = QuestionReader.Word(question.Slice.Frequency),
        Division = question.Slice.Division,
        Breakdown = question.Indicator.Breakdowns.Zip(question.Members).ToDictionary(p => p.First, p => p.Second),
        Origin = study.Origin.ToString(),
        Horizon = question.Horizon,
        Method = question.Method,
        Levels = question.Levels,
        DropProvisional = question.DropProvisional,
        Scenario = scenario,
        Notes = [.. NotesOf(scenario)],
        Areas = [.. question.Areas.Zip(study.Areas, Area)],
        Backtests = pools,
    };

    private IEnumerable<ForecastNote> NotesOf(ScenarioRequest? scenario)
    {
        if (question.Indicator.Synthetic)
        {
            yield return Notes.Of("synthetic");
        }

        if (scenario is not null)
        {
            yield return Notes.Of("scenario");
        }

        if (study.IsOld)
        {
            yield return Notes.Of("old-origin", $"origin {study.Origin}");
        }
    }

    private AreaDocument Area(Area area, AreaOutcome outcome)
    {
        var series = study.Series.Areas.GetValueOrDefault(area.Id);
        var past = pools.FirstOrDefault(p => p.Pool == outcome.Pool);
        var yardstick = new Yardstick(series, study.OriginIndex, Period.PerYear(question.Slice.Frequency));
        var rows = outcome.Values.Select((_, h) => Row(outcome, h, yardstick.Naive(h))).ToArray();
        var last = yardstick.Last is { } index ? new LastValue(study.Series.PeriodAt(index).ToString(), series!.Values[index], series.Statuses[index] ?? "") : null;
        var target = TargetAssessment.Of(study, outcome, past, last?.Value);
        return new AreaDocument(
            area.Id, area.Names, outcome.Method, Notes.OfReason(outcome.Method, outcome.Reason), outcome.Pool, last, yardstick.Scale, Warnings(area, outcome),
            ForecastWords.Of(question, area, rows, last, past, UsualError(area, past, yardstick.Scale), target), rows,
            target);
    }

    /// <summary>Mean |error| at the end of the horizon: of the area itself where it was rehearsed at least twice, else of its pool.</summary>
    private double? UsualError(Area area, PoolDocument? past, double? scale)
    {
        var own = study.RehearsalsOf(area.Id).Where(r => r.Actual.Length >= question.Horizon).Select(r => Math.Abs(r.Error(question.Horizon - 1))).ToArray();
        return own.Length >= 2 ? own.Average()
            : past is { Horizons.Count: > 0 } ? past.Horizons[Math.Min(question.Horizon, past.Horizons.Count) - 1].Error * scale
            : null;
    }

    private ForecastNote[] Warnings(Area area, AreaOutcome outcome)
    {
        var cycle = Period.PerYear(question.Slice.Frequency);
        var isShort = outcome.Values.Length > 0 && outcome.Known < (cycle == 1 ? ShortAnnual : 3 * cycle);
        var ownSeries = outcome.Values.Length > 0 && area.Level != AreaLevel.Municipality && outcome.Pool != Pools.Aggregates
            && question.AreaDirectory.MembersOf(area.Id, question.Division).Count > 0;
        return
        [
            .. isShort ? [Notes.Of("short", FormattableString.Invariant($"{outcome.Known} comparable values"))] : Array.Empty<ForecastNote>(),
            .. ownSeries ? [Notes.Of("not-coherent")] : Array.Empty<ForecastNote>(),
            .. outcome.Warnings.Select(Notes.OfWarning),
        ];
    }

    private ForecastRow Row(AreaOutcome outcome, int h, double? naive) => new(
        study.Origin.Plus(h + 1).ToString(), h + 1, outcome.Values[h], outcome.Numerators?[h], outcome.Denominators?[h], outcome.Baseline?[h], naive,
        [.. outcome.Intervals.Where(i => question.Levels.Contains(i.Level)).Select(i => new IntervalDocument(i.Level, i.Lower[h], i.Upper[h]))]);

    /// <summary>A backtest as it is told, with the levels that were asked for.</summary>
    internal static PoolDocument PoolOf(PoolBacktest backtest, IReadOnlyList<double> levels) => new(
        backtest.Pool, backtest.Rehearsals, double.IsFinite(backtest.Skill) ? backtest.Skill : null,
        [.. backtest.Horizons.Select(h => new HorizonDocument(
            h.Ahead, h.Count, h.Error, h.NaiveError, [.. h.Coverage.Where(c => levels.Contains(c.Key) && double.IsFinite(c.Value)).Select(c => new CoverageDocument(c.Key, c.Value))]))]);
}
