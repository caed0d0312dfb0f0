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

/// <summary>What must hold for whatever figures sources deliver.</summary>
public sealed class AggregationPropertyTests
{
    private static readonly DateOnly Current = new(2026, 1, 1);
    private static readonly string[] Members = ["KU016", "KU081", "KU111", "KU560"];
    private static readonly DataSet Figures = ProjectDataSets.Set(
        "figures",
        "case",
        Frequency.Annual,
        "2015-01-01",
        [],
        "persons: part whole");
    private static readonly AreaDirectory Areas = AreaDirectory.BuiltIn.With(
        [Network("all"), Network("left"), Network("right")],
        [.. Members.Select(area => Member("all", area)), .. Members[..2].Select(area => Member("left", area)), .. Members[2..].Select(area => Member("right", area))]);

    private static readonly IndicatorDefinition Share = Definition("share(part, whole)", "RATIO", "percent");
    private static readonly IndicatorDefinition Total = Definition("sum(part)", "SUM", "persons");
    private static readonly ReferenceTables References = ReferenceTables.For(Areas, [Figures], Current);

    private static readonly Gen<Figure> AnyFigure = Gen.Choose(0, 1000).SelectMany(number => Gen.Elements(ObservationStatus.All.ToArray())
        .SelectMany(status => Gen.Frequency((6, Gen.Constant(new Figure(number, null))), (1, Gen.Constant(new Figure(number, status.Code))), (1, Gen.Constant(new Figure(null, status.Code))))));

    private readonly DuckDBConnection connection = new("Data Source=:memory:");

    [OneTimeSetUp]
    public void Open()
    {
        connection.Open();
        Run("CREATE SCHEMA facts");
        References.Write(connection);
        FactTables.Ensure(connection, Figures);
    }

    [OneTimeTearDown]
    public void Close() => connection.Dispose();

    [Test]
    public void A_missing_input_never_gives_a_number_and_always_a_reason() => Holds(Share, new Division(Current), AnyFigure, (rows, values) => rows.All(row =>
    {
        var value = values[row.Area];
        return row.IsThere && row.Whole.Number != 0
            ? value.Value == 100.0 * row.Part.Number / row.Whole.Number
            : value.Value is null && ObservationStatus.FromCode(value.Status).IsMissing;
    }));

    [Test]
    public void An_aggregate_has_a_value_only_when_all_members_have() => Holds(Share, new Division(Current), AnyFigure, (rows, values) =>
    {
        var all = values["network:all"];
        return rows.All(row => row.IsThere)
            ? all.Numerator == rows.Sum(row => row.Part.Number) && all.Denominator == rows.Sum(row => row.Whole.Number)
            : all is { Value: null, Numerator: null, Status: "member-missing" } && all.Present == rows.Count(row => row.IsThere);
    });

    [Test]
    public void The_parts_of_an_aggregate_add_up_to_it() => Holds(Total, new Division(Current), AnyFigure, (_, values) =>
        values["network:all"].Value == values["network:left"].Value + values["network:right"].Value);

    [Test]
    public void Another_division_preserves_the_sum() => Holds(Total, new Division(Current), Gen.Choose(0, 100_000).Select(number => new Figure(number, null)), (rows, values) =>
    {
        var delivered = rows.Sum(row => row.Part.Number!.Value);
        var today = values.Where(pair => pair.Key.StartsWith("KU", StringComparison.Ordinal) && !pair.Key.Contains('@')).Select(pair => pair.Value.Value!.Value).ToList();
        return today.Count == 308 && Math.Abs(today.Sum() - delivered) < 1e-6 && Math.Abs(values["SSS"].Value!.Value - delivered) < 1e-6;
    }, [.. References.Recoding.Where(row => row.Division == "2015-01-01" && row.Source.StartsWith("KU", StringComparison.Ordinal)).Select(row => row.Source).Distinct()], 5);

    /// <summary>Tries many samples of figures for some areas at once, each in a year of its own.</summary>
    private void Holds(
        IndicatorDefinition definition, Division asked, Gen<Figure> figure, Func<Sample[], Dictionary<string, Row>, bool> property, string[]? areas = null, int years = 100)
    {
        areas ??= Members;
        var sample = Gen.ArrayOf(figure.SelectMany(part => figure.Select(whole => (part, whole))), areas.Length)
            .Select(figures => figures.Select((pair, i) => new Sample(areas[i], pair.part, pair.whole)).ToArray());
        Prop.ForAll(Gen.ArrayOf(sample, years).ToArbitrary(), samples =>
        {
            var values = Compute(definition, samples, asked);
            return samples.Select((rows, year) => property(rows, values[Year(year)])).All(holds => holds);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3));
    }

    private Dictionary<string, Dictionary<string, Row>> Compute(IndicatorDefinition definition, Sample[][] samples, Division asked)
    {
        var facts = samples.SelectMany((rows, year) => rows.Select(row => $"('{row.Area}', '{Year(year)}', {row.Part}, {row.Whole}, 1, NULL)"));
        Run("DELETE FROM facts.figures");
        Run($"INSERT INTO facts.figures VALUES {string.Join(", ", facts)}");
        using var command = connection.CreateCommand();
        command.CommandText = SqlCompiler.Compile(definition, [Figures], asked, Frequency.Annual).Sql;
        using var reader = command.ExecuteReader();
        var result = new Dictionary<string, Dictionary<string, Row>>();
        while (reader.Read())
        {
            var row = new Row(
                Number(reader, 2),
                Number(reader, 3),
                Number(reader, 4),
                reader.IsDBNull(5) ? null : reader.GetString(5),
                Number(reader, 7));
            result.TryAdd(reader.GetString(1), []);
            result[reader.GetString(1)].Add(reader.GetString(0), row);
        }

        return result;
    }

    private static string Year(int number) => (1900 + number).ToString(CultureInfo.InvariantCulture);

    private static double? Number(DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : Convert.ToDouble(reader.GetValue(column), CultureInfo.InvariantCulture);

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static Area Network(string id) => new(
        "network:" + id,
        AreaLevel.Network,
        id,
        new Dictionary<string,
        string> { ["fi"] = id },
        null,
        null);

    private static Membership Member(string network, string area) => new(area, "network:" + network, DateOnly.MinValue, null);

    private static IndicatorDefinition Definition(string formula, string aggregation, string unit)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader($$"""
            aggregation: {{aggregation}}
            unit: {id: {{unit}}, fi: a, sv: b, en: c}
            inputs:
              part: {dataset: figures, measure: part}
              whole: {dataset: figures, measure: whole}
            formula: {{formula}}
            """));
        var text = PlainDefinition.With((YamlMappingNode)stream.Documents[0].RootNode, "any");
        var themes = CatalogFile.ReadFolder(AppContext.BaseDirectory).First(file => file.Kind == CatalogFileKind.Themes);
        return CatalogLoader.FromFiles([themes, new("catalog/employment/any.yml", text)], [Figures], Areas).ThrowIfInvalid().Definitions[0];
    }

    /// <summary>A measure of a fact with its status.</summary>
    private sealed record Figure(double? Number, string? Status)
    {
        public bool IsThere => Number is not null && !ObservationStatus.FromCode(Status).IsMissing;

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{(Number is null ? "NULL" : Number.Value.ToString("R", CultureInfo.InvariantCulture))}, {(string.IsNullOrEmpty(Status) ? "NULL" : $"'{Status}'")}");
    }

    /// <summary>The figures of one area.</summary>
    private sealed record Sample(string Area, Figure Part, Figure Whole)
    {
        public bool IsThere => Part.IsThere && Whole.IsThere;
    }

    private sealed record Row(double? Value, double? Numerator, double? Denominator, string? Status, double? Present);
}
