using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Insight.Indicators.Compilation;
using Insight.Indicators.Definitions;
using Insight.Indicators.Tests.CaseFiles;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using YamlDotNet.RepresentationModel;

namespace Insight.Indicators.Tests.Compilation;

/// <summary>
/// Functions of time against the same written as loops, on random series with gaps and figures that are withheld: of municipalities, and of a
/// network, whose figures are the sums of its members'.
/// </summary>
public sealed class TimeFunctionPropertyTests
{
    private const string Network = "network:three";
    private static readonly DateOnly Current = new(2026, 1, 1);
    private static readonly Period First = Period.Month(2019, 11);
    private static readonly string[] Members = ["KU016", "KU111", "KU560"];
    private static readonly string[] Others = ["KU098", "KU398", "KU081"];
    private static readonly DataSet Figures = ProjectDataSets.Set("figures", "case", Frequency.Monthly, "2026-01-01", [], "persons: part whole");
    private static readonly AreaDirectory Areas = AreaDirectory.BuiltIn.With(
        [new Area(Network, AreaLevel.Network, "three", new Dictionary<string, string> { ["fi"] = "three" }, null, null)],
        Members.Select(area => new Membership(area, Network, DateOnly.MinValue, null)));

    private static readonly Gen<Cell?> AnyCell = Gen.Choose(1, 1000).SelectMany(part => Gen.Choose(0, 2000).SelectMany(whole => Gen.Frequency(
        (25, Gen.Constant((Cell?)new Cell(part, whole + 1, null))),
        (1, Gen.Constant((Cell?)new Cell(part, 0, null))),
        (1, Gen.Constant((Cell?)null)),
        (1, Gen.Elements("suppressed", "confidential", "not-available").Select(status => (Cell?)new Cell(part, whole, status))))));

    private readonly DuckDBConnection connection = new("Data Source=:memory:");

    private delegate double? Naive(Func<int, (double Part, double Whole)?> at, int n);

    [OneTimeSetUp]
    public void Open()
    {
        connection.Open();
        Run("CREATE SCHEMA facts");
        ReferenceTables.For(Areas, [Figures], Current).Write(connection);
        FactTables.Ensure(connection, Figures);
    }

    [OneTimeTearDown]
    public void Close() => connection.Dispose();

    [Test]
    public void Rolling_rate() => Agrees("rolling(share(part, whole), 6 months)", "RATIO", "percent", (at, n) => Share(Sum(at, n - 5, n)));

    [Test]
    public void Rolling_sum() => Agrees("rolling(sum(part), 4 months)", "SUM", "persons", (at, n) => Sum(at, n - 3, n)?.Part);

    [Test]
    public void Cumulative_rate() => Agrees("cumulative(share(part, whole))", "RATIO", "percent", (at, n) => Share(Sum(at, n - (n % 12), n)));

    [Test]
    public void Lagged_rate() => Agrees("lag(share(part, whole), 1 quarter)", "RATIO", "percent", (at, n) => Share(at(n - 3)));

    [Test]
    public void Amount_with_a_lag() => Agrees("share(part, (whole + lag(whole, 2 months)) / 2)", "RATIO", "percent", (at, n) =>
        at(n) is { } now && at(n - 2) is { } then ? Share((now.Part, (now.Whole + then.Whole) / 2)) : null);

    [Test]
    public void Change_of_a_rate() => Agrees("change(share(part, whole), 1 year)", "POOLED", "percentage-points", (at, n) => Share(at(n)) - Share(at(n - 12)));

    [Test]
    public void Change_of_a_rolling_sum_in_percent() => Agrees("change_percent(rolling(sum(part), 2 months), 3 months)", "RATIO", "percent", (at, n) =>
        Sum(at, n - 1, n) is { } now && Sum(at, n - 4, n - 3) is { } then ? 100 * (now.Part - then.Part) / then.Part : null);

    [Test]
    public void Index_of_a_rate() => Agrees("index(share(part, whole), 2020)", "POOLED", "index", (at, n) =>
        Share(Sum(at, 2020 * 12, (2020 * 12) + 11)) is { } start and > 0 ? 100 * Share(at(n)) / start : null);

    private static double? Share((double Part, double Whole)? figure) => figure is { Whole: not 0 } found ? 100 * found.Part / found.Whole : null;

    /// <summary>All months together; nothing when one is missing.</summary>
    private static (double Part, double Whole)? Sum(Func<int, (double Part, double Whole)?> at, int from, int to)
    {
        (double Part, double Whole) sum = (0, 0);
        for (var n = from; n <= to; n++)
        {
            if (at(n) is not { } figure)
            {
                return null;
            }

            sum = (sum.Part + figure.Part, sum.Whole + figure.Whole);
        }

        return sum;
    }

    private void Agrees(string formula, string aggregation, string unit, Naive naive)
    {
        var definition = Definition(formula, aggregation, unit);
        var sample = Gen.ArrayOf(Gen.ArrayOf(AnyCell, 34), Members.Length + Others.Length);
        Prop.ForAll(sample.ToArbitrary(), cells =>
        {
            var series = Members.Concat(Others).Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second);
            var computed = Compute(definition, series);
            return series.Keys.Append(Network).All(area => Enumerable.Range(First.Ordinal, 34).All(n =>
                Same(computed.GetValueOrDefault((area, n)), naive(at => At(series, area, at), n))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(4));
    }

    private static bool Same(double? computed, double? naive) =>
        computed is null == naive is null && !(Math.Abs((computed - naive) ?? 0) > 1e-9 * Math.Max(1, Math.Abs(naive ?? 0)));

    /// <summary>The figures of an area in a month: those of the network are the sums of all members', or nothing.</summary>
    private static (double Part, double Whole)? At(Dictionary<string, Cell?[]> series, string area, int n)
    {
        if (n < First.Ordinal || n >= First.Ordinal + 34)
        {
            return null;
        }

        var cells = (area == Network ? Members : [area]).Select(member => series[member][n - First.Ordinal]).ToList();
        return cells.TrueForAll(cell => cell is { Status: null })
            ? (cells.Sum(cell => cell!.Value.Part), cells.Sum(cell => cell!.Value.Whole))
            : null;
    }

    private Dictionary<(string Area, int Ordinal), double?> Compute(IndicatorDefinition definition, Dictionary<string, Cell?[]> series)
    {
        var rows = series.SelectMany(pair => pair.Value.Select((cell, i) => (pair.Key, Period: First.Plus(i), Cell: cell))).Where(row => row.Cell is not null)
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"('{row.Key}', '{row.Period}', {row.Cell!.Value.Part}, {Status(row.Cell.Value)}, {row.Cell.Value.Whole}, {Status(row.Cell.Value)}, 1, NULL)"));
        Run("DELETE FROM facts.figures");
        Run($"INSERT INTO facts.figures VALUES {string.Join(", ", rows)}");
        using var command = connection.CreateCommand();
        command.CommandText = SqlCompiler.Compile(definition, [Figures], new Division(Current), Frequency.Monthly).Sql;
        using var reader = command.ExecuteReader();
        var values = new Dictionary<(string Area, int Ordinal), double?>();
        while (reader.Read())
        {
            values.Add((reader.GetString(0), Period.Parse(reader.GetString(1)).Ordinal), reader.IsDBNull(2) ? null : reader.GetDouble(2));
            Assert.That(reader.IsDBNull(2), Is.EqualTo(ObservationStatus.FromCode(reader.IsDBNull(5) ? null : reader.GetString(5)).IsMissing), "a missing value has a reason");
        }

        return values;
    }

    private static string Status(Cell cell) => cell.Status is null ? "NULL" : $"'{cell.Status}'";

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static IndicatorDefinition Definition(string formula, string aggregation, string unit)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader($$"""
            aggregation: {{aggregation}}
            unit: {id: {{unit}}, fi: a, sv: b, en: c}
            frequencies: [month]
            annual: sum
            inputs:
              part: {dataset: figures, measure: part}
              whole: {dataset: figures, measure: whole}
            formula: {{formula}}
            """));
        var text = PlainDefinition.With((YamlMappingNode)stream.Documents[0].RootNode, "any");
        var themes = CatalogFile.ReadFolder(AppContext.BaseDirectory).First(file => file.Kind == CatalogFileKind.Themes);
        return CatalogLoader.FromFiles([themes, new("catalog/employment/any.yml", text)], [Figures], Areas).ThrowIfInvalid().Definitions[0];
    }

    private readonly record struct Cell(double Part, double Whole, string? Status);
}
