using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Periods;

namespace Journey.Tests.Disclosure;

/// <summary>
/// The true figures, hidden or not, as they stand in the warehouse: they tell which sums hold. Who was in a sector for some months only is in its months and in no year
/// of it, so that the sectors of that year do not add up, and whoever thinks so computes a wrong figure.
/// </summary>
internal sealed class StoredFigures
{
    private readonly Dictionary<(string Amount, string Area, string Members), Dictionary<Period, double?>> figures = [];
    private readonly Dictionary<string, HashSet<(string Breakdown, string Member)>> members = new(StringComparer.Ordinal);
    private readonly Dictionary<PublishedFigure, double?> sums = [];
    private readonly IReadOnlyList<string> network;

    private StoredFigures(IReadOnlyList<string> network) => this.network = network;

    /// <summary>Reads the measures that are amounts of figures, from data sets that have rows of totals.</summary>
    /// <param name="connection">The open warehouse.</param>
    /// <param name="amounts">Amounts: data set and measure.</param>
    /// <param name="network">The members of the network.</param>
    public static StoredFigures Of(DuckDBConnection connection, IEnumerable<string> amounts, IReadOnlyList<string> network)
    {
        var stored = new StoredFigures(network);
        foreach (var amount in amounts)
        {
            stored.Read(connection, amount, amount[..amount.IndexOf('.', StringComparison.Ordinal)]);
        }

        return stored;
    }

    /// <summary>Whether a figure is known to be the sum of others, or may be. Members that are not among the others must have nothing in it.</summary>
    public bool MayAdd(PublishedFigure total, IReadOnlyList<PublishedFigure> parts)
    {
        if (!members.ContainsKey(total.Amount))
        {
            return true;
        }

        var amounts = parts.Select(Of).ToList();
        return Absent(total, parts).All(absent => Of(absent) == 0) && (amounts.Contains(null) || Of(total) is not { } whole || Math.Abs(amounts.Sum()!.Value - whole) <= 1e-6 * Math.Max(1, Math.Abs(whole)));
    }

    /// <summary>A figure of the warehouse; null where it is withheld there.</summary>
    private double? Of(PublishedFigure figure) => sums.TryGetValue(figure, out var known) ? known : sums[figure] = Sum(figure);

    private double? Sum(PublishedFigure figure)
    {
        double? sum = 0;
        foreach (var area in figure.Area.Contains(':', StringComparison.Ordinal) ? network : [figure.Area])
        {
            foreach (var (period, amount) in figures.GetValueOrDefault((figure.Amount, area, figure.Members), []))
            {
                sum += IsWithin(period, figure) ? amount : 0;
            }
        }

        return sum;
    }

    private static bool IsWithin(Period period, PublishedFigure figure) => figure.Months > 0
        ? period.Frequency == figure.Period.Frequency && period <= figure.Period && period > figure.Period.Plus(-figure.Months)
        : period == figure.Period || (figure.Period.Frequency == Frequency.Annual && period.CalendarYear == figure.Period.CalendarYear);

    private IEnumerable<PublishedFigure> Absent(PublishedFigure total, IReadOnlyList<PublishedFigure> parts) =>
        from breakdown in parts.SelectMany(part => part.ByBreakdown).Select(item => item.Breakdown).Except(total.ByBreakdown.Select(item => item.Breakdown)).Take(1)
        from item in members[total.Amount]
        where item.Breakdown == breakdown && item.Member != DisclosureAttackTests.Apart
        let absent = total with { Members = PublishedFigure.Text(total.ByBreakdown.Append(item)) }
        where !parts.Contains(absent)
        select absent;

    private void Read(DuckDBConnection connection, string amount, string dataSet)
    {
        var table = dataSet.Replace('-', '_');
        var measures = amount.Replace(dataSet + ".", "", StringComparison.Ordinal);
        var columns = Rows(connection, $"SELECT column_name FROM information_schema.columns WHERE table_schema = 'facts' AND table_name = '{table}' ORDER BY ordinal_position").Select(row => (string)row[0]!).ToList();
        var breakdowns = columns.Where(name => name is not ("area" or "period" or "recorded_from" or "recorded_to") && !name.EndsWith("_status", StringComparison.Ordinal) && !columns.Contains(name + "_status")).ToList();
        foreach (var row in breakdowns.Contains("sector") ? Rows(connection, $"SELECT area, period, {measures}, {string.Join(", ", breakdowns)} FROM facts.{table} WHERE recorded_to IS NULL") : [])
        {
            var own = breakdowns.Select((breakdown, i) => (breakdown, Member: (string)row[3 + i]!)).Where(item => !PublishedFigures.Totals.Contains(item.Member)).ToList();
            members.TryAdd(amount, []);
            members[amount].UnionWith(own);
            var key = (amount, (string)row[0]!, PublishedFigure.Text(own));
            figures.TryAdd(key, []);
            figures[key][Period.Parse((string)row[1]!)] = row[2] is { } figure ? Convert.ToDouble(figure, null) : null;
        }
    }

    private static IEnumerable<object?[]> Rows(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))];
        }
    }
}
