using Insight.Indicators.Definitions;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Disclosure;

/// <summary>Where a figure stands, whichever indicator is made of it: the place that is hidden or shown for all indicators of a group.</summary>
/// <param name="Figure">What is counted there: data set and measure.</param>
/// <param name="Window">Over which span it is taken: empty for the period alone, else as <see cref="ProtectedPlace.Cumulated"/> or so many months.</param>
/// <param name="Area">Its area, of today.</param>
/// <param name="Period">Its period.</param>
/// <param name="Key">Its members of the breakdowns of the group, as one text.</param>
internal readonly record struct ProtectedPlace(string Figure, string Window, string Area, Period Period, string Key)
{
    /// <summary><see cref="Window"/> of figures from the beginning of the year on.</summary>
    public const string Cumulated = "year to date";

    private const char Between = '\u001f';

    /// <summary>Members of breakdowns as one text.</summary>
    public static string KeyOf(IEnumerable<string> members) => string.Join(Between, members);

    /// <summary>The members of breakdowns of which <see cref="Key"/> is made.</summary>
    public string[] Members => Key.Length == 0 ? [] : Key.Split(Between);

    /// <summary>This with another member of a breakdown.</summary>
    public ProtectedPlace With(int breakdown, string member) =>
        this with { Key = KeyOf(Members.Select((own, i) => i == breakdown ? member : own)) };
}

/// <summary>
/// The places whose figures go into the rows of a definition: those of its inputs that are not public, in the row's period and in those that lags and
/// comparisons take it from.
/// </summary>
internal sealed class RowPlaces
{
    private readonly List<Reading> above = [];
    private readonly List<Reading> below = [];

    /// <param name="definition">The definition; the places of all its parts count.</param>
    /// <param name="breakdowns">The breakdowns of the group.</param>
    /// <param name="find">Finds a data set.</param>
    public RowPlaces(IndicatorDefinition definition, IReadOnlyList<string> breakdowns, Func<string, DataSet> find)
    {
        foreach (var part in definition.Series)
        {
            var formula = part.Calculation;
            above.AddRange(Readings(part, formula.Numerator, breakdowns, find));
            below.AddRange(Readings(part, formula.Denominator ?? new([]), breakdowns, find));
        }
    }

    /// <summary>The places of what is counted, or divided.</summary>
    public IEnumerable<ProtectedPlace> Above(string area, Period period, IReadOnlyList<string> keys) => above.SelectMany(reading => reading.Of(area, period, keys)).Distinct();

    /// <summary>All places.</summary>
    public IEnumerable<ProtectedPlace> All(string area, Period period, IReadOnlyList<string> keys) => above.Concat(below).SelectMany(reading => reading.Of(area, period, keys)).Distinct();

    private static IEnumerable<Reading> Readings(IndicatorDefinition part, LinearExpression amount, IReadOnlyList<string> breakdowns, Func<string, DataSet> find) =>
        from term in amount.Terms
        let input = part.FindInput(term.Input)!
        from dataSet in input.DataSets.Select(find).Where(set => !set.IsPublic)
        select new Reading(dataSet.FigureOf(input.Measure), part.Calculation, term.Lag, [.. breakdowns.Select(name => Member(part, input, name))]);

    /// <summary>Where the member of a breakdown stands in a row, or which member a figure has in all rows.</summary>
    private static (int Position, string Member) Member(IndicatorDefinition part, IndicatorInput input, string breakdown) =>
        input.Where.TryGetValue(breakdown, out var members) ? (-1, FilterMember.Of(members))
        : input.Except.TryGetValue(breakdown, out var others) ? (-1, FilterMember.Except(others))
        : part.Breakdowns.Index().Where(item => item.Item == breakdown).Select(item => item.Index).DefaultIfEmpty(-1).First() is var position and >= 0 ? (position, "")
        : (-1, DefaultMember.Of(breakdown));

    private sealed record Reading(string Figure, CheckedFormula Formula, PeriodSpan? TermLag, (int Position, string Member)[] Keys)
    {
        public IEnumerable<ProtectedPlace> Of(string area, Period period, IReadOnlyList<string> keys)
        {
            var key = ProtectedPlace.KeyOf(Keys.Select(item => item.Position < 0 ? item.Member : keys[item.Position]));
            return Periods(Before(Before(period, Formula.Lag), TermLag)).Select(at => new ProtectedPlace(Figure, FormulaWindow.Of(Formula, at.Frequency), area, at, key));
        }

        private IEnumerable<Period> Periods(Period period) => Formula.Comparison switch
        {
            null => [period],
            { Base: { } fixedBase } => [period, fixedBase],
            { Span: var span } => [period, Before(period, span)],
        };

        private static Period Before(Period period, PeriodSpan? span) => span?.PeriodsOf(period.Frequency) is { } periods ? period.Plus(-periods) : period;
    }
}
