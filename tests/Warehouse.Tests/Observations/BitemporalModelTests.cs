using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Insight.Warehouse.Observations;

namespace Insight.Warehouse.Tests.Observations;

/// <summary>
/// Random histories of loads, written by the writer and kept beside it in plain dictionaries: what the facts say as of any load must be
/// what the dictionaries said then.
/// </summary>
public sealed class BitemporalModelTests
{
    private static readonly DataSet DataSet = FactBench.Of("model", ["sex"], "count", "rate");

    private static readonly Gen<string> Figure = Gen.Frequency(
        (5, Gen.Choose(0, 2).Select(n => $"{n} -")),
        (1, Gen.Constant("1 provisional")),
        (1, Gen.Constant("- not-available")),
        (1, Gen.Constant("NaN -")));

    private static readonly Gen<KeyValuePair<string, string>> Row =
        from area in Gen.Elements("KU016", "KU098", "KU111")
        from period in Gen.Elements("2024", "2025")
        from sex in Gen.Elements("male", "total")
        from count in Figure
        from rate in Figure
        select KeyValuePair.Create($"{area} {period} {sex}", $"{count} {rate}");

    /// <summary>A delivery: for each key at most one row, shared out to one or two payloads.</summary>
    private static readonly Gen<Delivery> AnyDelivery =
        from rows in Row.ListOf()
        from payloads in Gen.Choose(1, 2)
        select new Delivery([.. rows.GroupBy(r => r.Key).Select(g => g.Last())], payloads);

    /// <summary>Up to six deliveries, some the same as the one before.</summary>
    private static readonly Gen<List<Delivery>> Histories =
        from deliveries in AnyDelivery.ListOf()
        from repeats in Gen.Choose(0, 3).ListOf(6)
        select deliveries.Take(6).SelectMany((d, i) => repeats[i] == 0 ? new[] { d, d } : [d]).ToList();

    [Test]
    public void As_of_any_load_the_facts_say_what_was_known_then()
    {
        var bench = new FactBench();
        Prop.ForAll(Histories.ToArbitrary(), history => Follow(bench, history)).Check(Config.QuickThrowOnFailure.WithMaxTest(20).WithQuietOnSuccess(true));
    }

    private static void Follow(FactBench bench, List<Delivery> history)
    {
        bench.Connection.Do("DROP TABLE IF EXISTS facts.model");
        FactTables.Ensure(bench.Connection, DataSet);
        var known = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var after = new Dictionary<int, List<string>> { [0] = [] };
        var number = 0;
        foreach (var delivery in history)
        {
            var numbered = delivery.Rows.Select((row, i) => (Row: row, Load: number + 1 + (i % delivery.Payloads))).ToList();
            var expected = numbered.GroupBy(r => r.Load).ToDictionary(g => g.Key, g => new FactChanges(
                g.Count(),
                g.Count(r => !known.ContainsKey(r.Row.Key)),
                g.Count(r => known.TryGetValue(r.Row.Key, out var figures) && figures != r.Row.Value)));

            var changes = bench.Load(DataSet, numbered.Select(r => Tuple(r.Row, r.Load)));

            Assert.That(changes, Is.EquivalentTo(expected));
            for (var payload = 1; payload <= delivery.Payloads; payload++)
            {
                number++;
                numbered.Where(r => r.Load == number).ToList().ForEach(r => known[r.Row.Key] = r.Row.Value);
                after[number] = [.. known.Select(k => $"{k.Key} {k.Value}")];
            }
        }

        Assert.That(bench.Known(DataSet), Is.EquivalentTo(after[number]));
        foreach (var (load, rows) in after)
        {
            Assert.That(bench.Known(DataSet, load), Is.EquivalentTo(rows), $"as of load {load}");
        }

        AssertHistoryIsWhole(bench);
    }

    /// <summary>One current row a key at most, no row that was never known, no two rows known at once.</summary>
    private static void AssertHistoryIsWhole(FactBench bench)
    {
        Assert.That(bench.Connection.Rows("SELECT area FROM facts.model WHERE recorded_to IS NULL GROUP BY area, period, sex HAVING count(*) > 1"), Is.Empty);
        Assert.That(bench.Connection.Rows("SELECT area FROM facts.model WHERE recorded_to <= recorded_from"), Is.Empty);
        Assert.That(
            bench.Connection.Rows("""
                SELECT area FROM (SELECT *, lead(recorded_from) OVER (PARTITION BY area, period, sex ORDER BY recorded_from) AS next FROM facts.model)
                WHERE next IS DISTINCT FROM recorded_to
                """),
            Is.Empty);
    }

    private static string Tuple(KeyValuePair<string, string> row, int load)
    {
        var keys = row.Key.Split(' ').Select(k => $"'{k}'");
        var figures = row.Value.Split(' ').Select((f, i) => f == "-" ? "NULL" : i % 2 == 1 || f == "NaN" ? $"'{f}'" : f);
        return string.Create(CultureInfo.InvariantCulture, $"({string.Join(", ", keys.Concat(figures))}, {load})");
    }

    private sealed record Delivery(List<KeyValuePair<string, string>> Rows, int Payloads);
}
