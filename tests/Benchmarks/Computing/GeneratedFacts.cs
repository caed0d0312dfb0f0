using System.Globalization;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Benchmarks.Computing;

/// <summary>
/// Figures for every data set that the catalogue reads: all municipalities of the data set's division (of each period, where it follows that of
/// the time) × 24 years × all members that definitions name. Of data sets that continue each other the later begin later, see
/// <see cref="FirstYearOf"/>. Deterministic: a figure is the hash of its key.
/// </summary>
internal sealed class GeneratedFacts(DuckDBConnection connection, Volume volume, DateOnly current)
{
    public const int FirstYear = 2002;
    public const int Years = 24;
    private const int LongestCase = 30;

    private readonly DivisionCalendar calendar = new(AreaDirectory.BuiltIn, current);
    private readonly List<IndicatorInput> inputs = [.. volume.Catalog.Definitions.SelectMany(d => d.AllReads)];

    /// <summary>Fills the tables.</summary>
    /// <returns>How many rows there are.</returns>
    public long Write(IEnumerable<DataSet> dataSets)
    {
        Run("CREATE SCHEMA IF NOT EXISTS facts");
        return dataSets.Where(set => inputs.Exists(input => input.DataSets.Contains(set.Id))).Sum(Write);
    }

    private long Write(DataSet set)
    {
        FactTables.Ensure(connection, set);
        var keys = string.Join(" || ", FactTables.KeyColumns(set).Select(FactTables.Quote));
        var figures = set.Measures.Select((m, i) => string.Create(CultureInfo.InvariantCulture, $"CAST(hash({keys} || '{i}') % 9000 + 100 AS DOUBLE), NULL"));
        var breakdowns = string.Concat(set.Breakdowns.Select(b => $", {Values(MembersOf(set, b), b.Name)}"));
        return Run($"""
            INSERT INTO {FactTables.Name(set)}
            SELECT {FactTables.Quoted(FactTables.KeyColumns(set))}, {string.Join(", ", figures)}, 1, NULL
            FROM ({Places(set)}) AS places{breakdowns}
            ORDER BY {FactTables.SortOrder(set)}
            """);
    }

    /// <summary>Every municipality in every period in which the division of the data set has it.</summary>
    private string Places(DataSet set)
    {
        var periods = PeriodsOf(set).ToList();
        var spans = set.Division.FixedTo is { } day
            ? [(calendar.At(day), periods)]
            : calendar.Spans.Select(span => (Span: span, Periods: periods.Where(period => calendar.At(period.FirstDay) == span).ToList()));
        return string.Join(" UNION ALL ", spans.Where(item => item.Periods.Count > 0).Select(item =>
            $"SELECT area, period FROM {Values(calendar.MunicipalitiesOf(item.Span), "area")}, {Values(item.Periods.Select(period => period.ToString()), "period")}"));
    }

    private IEnumerable<string> MembersOf(DataSet set, Breakdown breakdown)
    {
        if (volume.Catalog.Definitions.SelectMany(d => d.Versions).Any(d => d.Calculation.Percentile?.Breakdown == breakdown.Name))
        {
            return Enumerable.Range(1, LongestCase).Select(n => n.ToString(CultureInfo.InvariantCulture));
        }

        var named = inputs.Where(i => i.DataSets.Contains(set.Id))
            .SelectMany(i => i.Where.GetValueOrDefault(breakdown.Name, []).Concat(i.Except.GetValueOrDefault(breakdown.Name, [])));
        List<string> members = [.. named.Concat(breakdown.Total is { } total ? [total] : []).Distinct()];
        return volume.HasMembers || members.Count == 0 ? members.Append("other") : members;
    }

    /// <summary>The first year of a data set: later ones of those that continue each other begin later, and win from there on.</summary>
    /// <param name="sets">Ids of the data sets that continue each other, the first from the first year on.</param>
    /// <param name="place">The place of one of them.</param>
    public static int FirstYearOf(IReadOnlyList<string> sets, int place) => FirstYear + (Years * place / sets.Count);

    private IEnumerable<Period> PeriodsOf(DataSet set)
    {
        var line = inputs.Select(input => input.DataSets).Where(sets => sets.Contains(set.Id)).MaxBy(sets => sets.Count)!;
        var from = FirstYearOf(line, line.Index().First(item => item.Item == set.Id).Index);
        var first = Period.Containing(new DateOnly(from, 1, 1), set.Frequency);
        return Enumerable.Range(0, (FirstYear + Years - from) * Period.PerYear(set.Frequency)).Select(i => first.Plus(i));
    }

    private static string Values(IEnumerable<string> items, string column) =>
        $"(VALUES {string.Join(", ", items.Select(item => $"('{item.Replace("'", "''", StringComparison.Ordinal)}')"))}) AS {FactTables.Quote("of_" + column)}({FactTables.Quote(column)})";

    private long Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }
}
