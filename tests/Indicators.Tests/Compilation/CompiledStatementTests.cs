using Insight.Indicators.Compilation;
using Insight.Indicators.Definitions;
using Insight.Indicators.Tests.CaseFiles;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Tests.Compilation;

public sealed class CompiledStatementTests
{
    private static readonly DateOnly Current = new(2026, 1, 1);
    private static readonly Catalog Catalog = CatalogLoader.Load(AppContext.BaseDirectory, ProjectDataSets.All).ThrowIfInvalid();

    private static IEnumerable<TestCaseData> Statements => Catalog.Definitions.SelectMany(definition => definition.Frequencies.Select(frequency =>
        new TestCaseData(definition.Id, frequency).SetArgDisplayNames(definition.Id, $"{frequency}")));

    [TestCaseSource(nameof(Statements))]
    public void Has_the_columns_that_it_promises(string id, Frequency frequency)
    {
        var compiled = Compile(id, frequency);
        using var connection = EmptyWarehouse();
        using var command = connection.CreateCommand();
        command.CommandText = compiled.Sql;
        using var reader = command.ExecuteReader();
        Assert.That(Enumerable.Range(0, reader.FieldCount).Select(reader.GetName), Is.EqualTo(compiled.Columns));
        var types = compiled.Columns.Select(column => column switch
        {
            "value" or "numerator" or "denominator" => typeof(double),
            "members" or "members_present" or "load" => typeof(int),
            _ => typeof(string),
        });
        Assert.That(Enumerable.Range(0, reader.FieldCount).Select(reader.GetFieldType), Is.EqualTo(types));
    }

    [TestCaseSource(nameof(Statements))]
    public void Says_of_every_step_what_it_does(string id, Frequency frequency)
    {
        var lines = Compile(id, frequency).Sql.Split('\n');
        var steps = Enumerable.Range(0, lines.Length).Where(i => (lines[i].EndsWith(" AS (", StringComparison.Ordinal) || lines[i].EndsWith(" AS NOT MATERIALIZED (", StringComparison.Ordinal)) && lines[i][0] != ' ').ToList();
        Assert.That(steps, Has.Count.GreaterThan(2));
        Assert.That(steps.Where(i => !lines[i - 1].StartsWith("-- ", StringComparison.Ordinal)).Select(i => lines[i]), Is.Empty);
        Assert.That(lines[0], Does.Match($"^-- {id}, (version [1-9][0-9]*: |versions [1-9][0-9]*(, [1-9][0-9]*)+$)"));
    }

    [Test]
    public void Does_not_recode_what_already_follows_the_division()
    {
        Assert.That(Compile("long-term-unemployed-rate", Frequency.Monthly).Sql, Does.Not.Contain("ref.recoding"));
        Assert.That(Compile("district-heat-per-capita", Frequency.Annual).Sql, Does.Contain("ref.recoding"));
    }

    [Test]
    public void A_frequency_that_the_definition_has_not_is_refused() =>
        Assert.That(
            () => Compile("population", Frequency.Monthly),
            Throws.ArgumentException.With.Message.Contains("'population' has no values by month; its frequencies are year."));

    [Test]
    public void Names_that_are_words_of_sql_or_of_the_statement_do_no_harm()
    {
        var set = ProjectDataSets.Set(
            "areas",
            "case",
            Frequency.Annual,
            "2020-01-01",
            [new("group", null), new("select", "all")],
            "persons: order municipal");
        const string Text = """
            id: odd
            version: 1
            theme: t
            names: {fi: a, sv: b, en: c}
            descriptions: {fi: a, sv: b, en: c}
            unit: {id: percent, fi: a, sv: b, en: c}
            decimals: 0
            direction: neutral
            frequencies: [year]
            aggregation: RATIO
            inputs:
              status: {dataset: areas, measure: order, where: {select: "it's; DROP TABLE facts.areas --"}}
              aggregates: {dataset: areas, measure: municipal}
            formula: share(status, aggregates)
            breakdowns: [group]
            owner: test
            sources: [case]
            """;
        var catalog = CatalogLoader.FromFiles([new("catalog/themes.yml", "- {id: t, names: {fi: a, sv: b, en: c}}"), new("catalog/t/odd.yml", Text)], [set], AreaDirectory.BuiltIn).ThrowIfInvalid();
        using var connection = EmptyWarehouse(set);
        using var command = connection.CreateCommand();
        command.CommandText = SqlCompiler.Compile(catalog.Definitions[0], [set], new Division(Current), Frequency.Annual).Sql;
        Assert.That(() => command.ExecuteNonQuery(), Throws.Nothing);
    }

    private static CompiledIndicator Compile(string id, Frequency frequency) =>
        SqlCompiler.Compile(Catalog.Definitions.Single(definition => definition.Id == id), ProjectDataSets.All, new Division(Current), frequency);

    private static DuckDBConnection EmptyWarehouse(params IReadOnlyList<DataSet> more)
    {
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE SCHEMA facts";
        command.ExecuteNonQuery();
        new ReferenceTables(
            [("KU016", "municipality")], [new("SSS", "KU016", "", "9999-12-31", 1, true)], [new("2020-01-01", "KU016", "KU016", 1, 1, "", "9999-12-31")]).Write(connection);
        foreach (var dataSet in ProjectDataSets.All.Concat(more))
        {
            FactTables.Ensure(connection, dataSet);
        }

        return connection;
    }
}
