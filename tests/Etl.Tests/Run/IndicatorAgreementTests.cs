using System.Text.Json.Nodes;
using Insight.Etl.Run;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Etl.Tests.Run;

/// <summary>Rates that a producer publishes beside an indicator that is computed from other figures.</summary>
public sealed class IndicatorAgreementTests
{
    private static readonly DateOnly Today = new(2026, 1, 1);

    private static readonly DataSet Published = new(
        "published-rates", "test", Frequency.Annual, new Division(new DateOnly(2015, 1, 1)), [], [new Measure("rate", "percent", false)], false);

    private DirectoryInfo folder = null!;
    private DuckDBConnection connection = null!;
    private PublicationStore lake = null!;

    [SetUp]
    public void Open()
    {
        folder = Directory.CreateTempSubdirectory("insight-agreement-");
        lake = new PublicationStore(folder.CreateSubdirectory("lake").FullName);
        connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        Execute("CREATE SCHEMA facts");
        Execute("CREATE TABLE facts.published_rates (area VARCHAR, period VARCHAR, rate DOUBLE, rate_status VARCHAR, recorded_from INTEGER, recorded_to INTEGER)");
    }

    [TearDown]
    public void Close()
    {
        connection.Dispose();
        folder.Delete(recursive: true);
    }

    [Test]
    public void Every_difference_beyond_the_tolerance_is_told_with_area_period_and_both_figures()
    {
        Publish(("KU016", "2009", 9.9), ("KU016", "2010", 9.2), ("KU111", "2009", 14.6));
        var finding = Find(("KU016", "2009", 9.95), ("KU016", "2010", 9.2649), ("KU111", "2009", 14.8)).Single();
        Assert.That(finding.Message, Is.EqualTo("2 of 3 figures of rate differ from indicator unemployment-rate by more than 0.05."));
        Assert.That(finding.Examples, Is.EqualTo(new[]
        {
            "KU016 2010: published 9.2, computed 9.265, difference 0.065", "KU111 2009: published 14.6, computed 14.8, difference 0.2",
        }));
    }

    [Test]
    public void Areas_that_changed_since_the_producers_division_are_other_areas_and_not_compared()
    {
        Publish(("KU098", "2009", 9.2), ("KU560", "2009", 10.8), ("KU016", "2009", 9.8));
        var finding = Find(("KU098", "2009", 50), ("KU560", "2009", 50), ("KU016", "2009", 9.8)).Single();
        Assert.That(finding.Message, Does.StartWith("1 of 2 figures"), "Hollola took in Hämeenkoski in 2016; Orimattila gave away two properties without inhabitants");
        Assert.That(finding.Examples.Single(), Does.StartWith("KU560 2009"));
    }

    [Test]
    public void Figures_that_are_missing_or_no_longer_current_are_not_compared()
    {
        Publish(("KU016", "2009", null), ("KU111", "2009", 1.0));
        Execute("UPDATE facts.published_rates SET recorded_to = 2 WHERE area = 'KU111'");
        Assert.That(Find(("KU016", "2009", 9.8), ("KU111", "2009", 14.6)), Is.Empty);
    }

    [Test]
    public void Nothing_is_told_before_the_figures_or_the_indicator_are_there()
    {
        Assert.That(Agreements().Find([Source()], Manifest([])), Is.Empty);
        Execute("DROP TABLE facts.published_rates");
        Assert.That(Find(("KU016", "2009", 9.8)), Is.Empty);
    }

    private IReadOnlyList<Insight.Etl.Staging.Checks.CheckFinding> Find(params (string Area, string Period, double Value)[] computed)
    {
        var path = Path.Combine(folder.FullName, "slice.parquet");
        var rows = string.Join(", ", computed.Select(c => FormattableString.Invariant($"('{c.Area}', '{c.Period}', {c.Value}::DOUBLE)")));
        Execute($"COPY (SELECT * FROM (VALUES {rows}) AS t(area, period, value)) TO '{path}' (FORMAT parquet)");
        var slice = new PublishedSlice("current", "2026-01-01", Frequency.Annual, lake.TakeIn(path, ".parquet"), computed.Length, 0, null, null, "");
        return Agreements().Find([Source()], Manifest([slice]));
    }

    private IndicatorAgreements Agreements() => new(connection, lake, AreaDirectory.BuiltIn, Today);

    private Insight.Etl.Sources.SourceDefinition Source()
    {
        File.WriteAllText(
            Path.Combine(folder.FullName, "checks.yml"),
            "- {check: agreement, dataset: published-rates, measure: rate, indicator: unemployment-rate, why: the same statistic}");
        return SourceDefinitions.Of("test", [Published], folder: folder.FullName);
    }

    private static PublicationManifest Manifest(IReadOnlyList<PublishedSlice> slices)
    {
        var names = new Dictionary<string, string>();
        var indicator = new PublishedIndicator(
            "unemployment-rate", 1, "employment", names, names, names, 1, "lower", "RATIO", 100, "share(a, b)", "test", [], false,
            slices.Count > 0 ? "published" : "awaiting-data", [], "hash", new Dictionary<string, int>(), slices, new JsonObject());
        return new PublicationManifest(
            "20260101T000000Z-00000000", "public", DateTimeOffset.UnixEpoch, "1.0", null, "areas", [], [indicator], [], [], new PublicationChanges(0, 0, 0, 0, 0));
    }

    private void Publish(params (string Area, string Period, double? Rate)[] figures)
    {
        foreach (var (area, period, rate) in figures)
        {
            Execute(FormattableString.Invariant($"INSERT INTO facts.published_rates VALUES ('{area}', '{period}', {(rate is { } r ? r : "NULL")}, NULL, 1, NULL)"));
        }
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
