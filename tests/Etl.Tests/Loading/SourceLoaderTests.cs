using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Loading;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Migrations;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Loading;

/// <summary>Staged rows become facts once: the same again changes nothing, a changed figure closes the one before.</summary>
[TestFixture]
internal sealed class SourceLoaderTests
{
    private static readonly DataSet Population = SourceDefinitions.DataSet("residents", Frequency.Annual, ["population"], "sex");

    private PayloadFolder payloads = null!;
    private DuckDBConnection warehouse = null!;

    [SetUp]
    public void Open()
    {
        payloads = new PayloadFolder();
        warehouse = new DuckDBConnection("Data Source=:memory:");
        warehouse.Open();
        MigrationHistory.Apply(warehouse, "warehouse", TimeProvider.System);
    }

    [TearDown]
    public void Close()
    {
        warehouse.Dispose();
        payloads.Dispose();
    }

    [Test]
    public void The_same_payload_is_no_news_and_the_same_rows_change_nothing()
    {
        var file = payloads.Add("residents.csv", "first");
        Assert.That(Loader.HasNews(Source, [file]), Is.True);
        Assert.That(Load(file, ("KU016", 8000), ("KU111", 18000)).ChangedDataSets, Is.EqualTo(new[] { "residents" }));
        Assert.That(Loader.HasNews(Source, [file]), Is.False);

        var again = Load(file, ("KU016", 8000), ("KU111", 18000));
        Assert.That(again.ChangedFacts, Is.False);
        Assert.That((again.Loads[0].Rows, again.Loads[0].Inserted, again.Loads[0].Revised), Is.EqualTo((2L, 0L, 0L)));
        Assert.That(Facts(), Is.EqualTo(new[] { "KU016 8000 1-", "KU111 18000 1-" }));
    }

    [TestCase("2026-07-21T05.00.00Z", "2026-07-21T05:00:00Z")]
    [TestCase("2026-07-21T08:00:00+03:00", "2026-07-21T05:00:00Z")]
    [TestCase("2025-05-28", "2025-05-28T00:00:00Z")]
    [TestCase("20200324 08:00", "2020-03-24T08:00:00Z")]
    [TestCase("in spring", null)]
    [TestCase(null, null)]
    public void The_journal_keeps_the_date_that_the_producer_gives_its_figures(string? written, string? kept)
    {
        var file = payloads.Add("residents.csv", "first");
        Load(file, staging => staging.Dated(file, ProducersDate.Read(written)), ("KU016", 8000));
        Assert.That(LoadJournal.All(warehouse).Single().UpdatedAt, Is.EqualTo(kept is null ? null : DateTimeOffset.Parse(kept, CultureInfo.InvariantCulture)));
    }

    [Test]
    public void Of_a_payload_without_a_date_counts_that_of_the_server_only_when_it_came_from_the_producer()
    {
        var day = new DateTimeOffset(2026, 6, 8, 0, 0, 0, TimeSpan.Zero);
        var file = payloads.Add("kunta_16.csv", "x");
        LandedFile From(string origin) => file with { Manifest = file.Manifest with { Origin = origin, LastModified = day } };
        var staging = new StagingArea(AreaDirectory.BuiltIn, [Population]);
        Assert.That((staging.UpdatedAt(From("live")), staging.UpdatedAt(From("delivered"))), Is.EqualTo(((DateTimeOffset?)day, (DateTimeOffset?)null)));
    }

    [Test]
    public void A_payload_that_is_gone_is_news_where_a_delivery_is_the_whole_data_set()
    {
        var (one, other) = (payloads.Add("one.csv", "first"), payloads.Add("other.csv", "second"));
        Loader.Load(Source, [one, other], Staged(one, ("KU016", 8000)), "run-1");
        Assert.That(Loader.HasNews(Source, [one]), Is.False);
        var whole = Source with { DataSets = [Population with { Covers = DeliveryScope.DataSet }] };
        Assert.That((Loader.HasNews(whole, [one, other]), Loader.HasNews(whole, [one])), Is.EqualTo((false, true)));
    }

    [Test]
    public void Only_what_changed_is_written_and_closes_the_fact_before()
    {
        Load(payloads.Add("residents.csv", "first"), ("KU016", 8000), ("KU111", 18000));
        var second = Load(payloads.Add("residents.csv", "second"), ("KU016", 8001), ("KU111", 18000), ("KU560", 15000));
        Assert.That((second.Loads[0].Number, second.Loads[0].Inserted, second.Loads[0].Revised), Is.EqualTo((2, 1L, 1L)));
        Assert.That(Facts(), Is.EqualTo(new[] { "KU016 8000 1-2", "KU016 8001 2-", "KU111 18000 1-", "KU560 15000 2-" }));
    }

    [Test]
    public void A_key_that_comes_twice_loads_nothing_at_all()
    {
        Load(payloads.Add("residents.csv", "first"), ("KU016", 8000));
        var second = payloads.Add("residents.csv", "second");
        Assert.That(() => Load(second, ("KU111", 1), ("KU111", 2)), Throws.TypeOf<FactTableException>().With.Message.Contains("area KU111").And.Message.Contains("Nothing was loaded"));
        Assert.That(Facts(), Is.EqualTo(new[] { "KU016 8000 1-" }));
        Assert.That(LoadJournal.All(warehouse), Has.Count.EqualTo(1));
        Assert.That(Load(second, ("KU111", 2)).Loads[0].Number, Is.EqualTo(2), "the number was not used up");
    }

    [Test]
    public void Refused_rows_are_listed_and_replaced_by_those_of_the_next_load()
    {
        var file = payloads.Add("residents.csv", "first");
        var staging = Staged(file, ("KU016", 8000));
        staging.Quarantine.Add(file, 7, "population", "många", "not a number", "write digits");
        var report = Loader.Load(Source, [file], staging, "run-1");
        Assert.That(report.Loads[0].Quarantined, Is.EqualTo(1));
        Assert.That(Column("SELECT load || ' ' || file || ' ' || line || ' ' || field || ' ' || value || ' ' || reason || ' ' || remedy FROM quarantine"), Is.EqualTo(new[] { "1 residents.csv 7 population många not a number write digits" }));
        Load(payloads.Add("residents.csv", "second"), ("KU016", 8000));
        Assert.That(Column("SELECT file FROM quarantine"), Is.Empty);
    }

    private SourceLoader Loader => new(warehouse, TimeProvider.System);

    private Insight.Etl.Sources.SourceDefinition Source => SourceDefinitions.Of("canonical-csv", [Population], folder: payloads.Folder);

    private LoadReport Load(LandedFile file, params (string Area, double Figure)[] rows) => Loader.Load(Source, [file], Staged(file, rows), "run");

    private void Load(LandedFile file, Action<StagingArea> also, params (string Area, double Figure)[] rows)
    {
        var staging = Staged(file, rows);
        also(staging);
        Loader.Load(Source, [file], staging, "run");
    }

    private static StagingArea Staged(LandedFile file, params (string Area, double Figure)[] rows)
    {
        var staging = new StagingArea(AreaDirectory.BuiltIn, [Population]);
        foreach (var (i, (area, figure)) in rows.Index())
        {
            staging.Table("residents").Add(file, i + 2, area, Period.Year(2024), ["total"], [Measured.Of(figure)]);
        }

        return staging;
    }

    private List<string> Facts() => Column(
        "SELECT area || ' ' || CAST(population AS INTEGER) || ' ' || recorded_from || '-' || coalesce(CAST(recorded_to AS VARCHAR), '') FROM facts.residents ORDER BY area, recorded_from");

    private List<string> Column(string sql)
    {
        using var command = warehouse.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return values;
    }
}
