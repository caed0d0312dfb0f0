using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Staging;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Sources;

public sealed class SourceCatalogTests
{
    private const string Good = """
        id: heat
        names: {fi: Lämpö, sv: Värme, en: Heat}
        producer: Somebody
        licence: CC-BY-4.0
        connector: some-connector
        base_url: https://producer.example/api
        origin: recorded
        recorded_on: 2026-11-21
        schedule: {cron: 0 30 6 ? * MON-FRI, time_zone: Europe/Helsinki, lag_days: 30}
        limits: {requests: 30, per_seconds: 60, max_bytes: 1000000}
        datasets:
          - id: district-heat
            frequency: month
            division: as-was
            breakdowns: [{name: sex, total: total}, {name: sector}]
            measures:
              - {name: energy, unit: GWh}
              - {name: share, unit: percent}
        settings: {deep: {er: 7}}
        """;

    private string folder = null!;

    [SetUp]
    public void Prepare() => folder = Directory.CreateTempSubdirectory("insight-sources-").FullName;

    [TearDown]
    public void Clean() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_source_is_read_with_all_its_fields()
    {
        Write("Heat", Good);
        var source = Load().Find("heat");
        Assert.That(source, Has.Property("Folder").EqualTo(Path.Combine(folder, "Heat")).And.Property("Producer").EqualTo("Somebody")
            .And.Property("Origin").EqualTo("recorded").And.Property("RecordedOn").EqualTo(new DateOnly(2026, 11, 21)).And.Property("Synthetic").False
            .And.Property("Schedule").EqualTo(new LoadSchedule("0 30 6 ? * MON-FRI", "Europe/Helsinki", 30))
            .And.Property("Limits").EqualTo(new RequestLimits(30, 60, 5, 60, 1_000_000)));
        Assert.That(source.Names["sv"], Is.EqualTo("Värme"));
        Assert.That(source.Settings["deep"]["er"].Integer, Is.EqualTo(7));
        var dataSet = source.DataSets.Single();
        Assert.That((dataSet.Id, dataSet.SourceId, dataSet.Frequency, dataSet.Division), Is.EqualTo(("district-heat", "heat", Frequency.Monthly, Division.AsWas)));
        Assert.That(dataSet.Breakdowns, Is.EqualTo(new[] { new Breakdown("sex", "total"), new Breakdown("sector", null) }));
        Assert.That(dataSet.Measures, Is.EqualTo(new[] { new Measure("energy", "GWh", true), new Measure("share", "percent", false) }), "a percentage is never additive");
    }

    [TestCase("licence: CC-BY-4.0", "lisence: CC-BY-4.0", "Heat/source.yml:4: SRC003 'lisence' is not a field. Did you mean 'licence'?")]
    [TestCase("producer: Somebody", "", "Heat/source.yml:1: SRC002 'producer' is missing. See etl/Sources/README.md for what it means.")]
    [TestCase(", sv: Värme", "", "Heat/source.yml:2: SRC002 'names.sv' is missing. See etl/Sources/README.md for what it means.")]
    [TestCase("connector: some-connector", "connector: some-conector", "Heat/source.yml:5: SRC005 'connector' is 'some-conector', which this program does not have. It has some-connector, other.")]
    [TestCase("base_url: https://producer.example/api", "base_url: producer.example", "Heat/source.yml:6: SRC004 'base_url' is 'producer.example'. Write an address that begins with https://")]
    [TestCase("origin: recorded", "origin: record", "Heat/source.yml:7: SRC004 'origin' is 'record'. Did you mean 'recorded'?")]
    [TestCase("recorded_on: 2026-11-21", "", "Heat/source.yml:1: SRC002 'recorded_on' is missing. See etl/Sources/README.md for what it means.")]
    [TestCase("recorded_on: 2026-11-21", "recorded_on: 21.11.2026", "Heat/source.yml:8: SRC004 'recorded_on' is '21.11.2026'. Write a date such as 2026-11-21.")]
    [TestCase("Europe/Helsinki", "Europe/Helsingfors", "Heat/source.yml:9: SRC004 'schedule.time_zone' is 'Europe/Helsingfors'. Write a time zone by its IANA name, for example Europe/Helsinki.")]
    [TestCase("requests: 30", "requests: -1", "Heat/source.yml:10: SRC004 'limits.requests' is '-1'. Write a whole number of at least 1.")]
    [TestCase("id: district-heat", "id: District_Heat", "Heat/source.yml:12: SRC004 'datasets[0].id' is 'District_Heat'. Write lower-case letters, digits and hyphens, a letter first.")]
    [TestCase("frequency: month", "frequency: weekly", "Heat/source.yml:13: SRC004 'datasets[0].frequency' is 'weekly'. Known are year, quarter, month.")]
    [TestCase("division: as-was", "division: then", "Heat/source.yml:14: SRC004 'datasets[0].division' is 'then'. 'then' is not a municipal division; write current, as-was or a date such as 2015-01-01.")]
    [TestCase("unit: GWh", "unit: Gwh", "Heat/source.yml:17: SRC004 'datasets[0].measures[0].unit' is 'Gwh'. Did you mean 'GWh'?")]
    [TestCase("unit: percent", "unit: percent, additive: true", "Heat/source.yml:18: SRC004 'datasets[0].measures[1].additive' is true, but percent never adds up over areas. Write additive: false, or leave it out.")]
    [TestCase("name: share", "name: energy", "Heat/source.yml:17: SRC006 'datasets[0].measures' names 'energy' twice. Every measure is a column of its own.")]
    [TestCase("name: sector", "name: status", "Heat/source.yml:15: SRC006 'datasets[0].breakdowns[1].name' is 'status', which in delivered and pushed rows is the status itself. Give the breakdown another name, such as status_class; area, period, year, quarter, month, measure, value, status are taken.")]
    [TestCase("name: sector", "name: energy", "Heat/source.yml:15: SRC006 'datasets[0].breakdowns[1].name' is 'energy', as is a measure. Every breakdown and every measure is a column of its own.")]
    [TestCase("name: sector", "name: energy_status", "SRC006 'datasets[0].breakdowns[1].name' is 'energy_status', as is the column of a measure's status. Every breakdown and every measure is a column of its own.")]
    public void A_mistake_is_told_with_file_line_and_remedy(string right, string wrong, string message)
    {
        Write("Heat", Good.Replace(right, wrong));
        Assert.That(Problems(), Has.Some.Contains(message));
    }

    [Test]
    public void A_wrong_cron_is_told_with_the_form_that_is_wanted()
    {
        Write("Heat", Good.Replace("0 30 6 ? * MON-FRI", "30 6 * * *"));
        Assert.That(Problems().Single(), Does.StartWith("Heat/source.yml:9: SRC004 'schedule.cron' is '30 6 * * *'.").And.Contains("six Quartz fields"));
    }

    [Test]
    public void What_is_no_YAML_is_told_with_the_line()
    {
        Write("Heat", "id: heat\nnames: {fi: [\n");
        Assert.That(Problems().Single(), Does.StartWith("Heat/source.yml:").And.Contains("SRC001"));
    }

    [Test]
    public void All_mistakes_of_all_files_are_told_at_once()
    {
        Write("Heat", Good);
        Write("Warmth", Good.Replace("producer: Somebody", "").Replace("unit: GWh", "unit: kcal"));
        Assert.That(Problems(), Has.Length.EqualTo(4));
        Assert.That(Problems(), Has.One.StartsWith("Warmth/source.yml:1: SRC006 'id' is 'heat', which Heat/source.yml has too."));
        Assert.That(Problems(), Has.One.StartsWith("Warmth/source.yml:12: SRC006 'datasets[0].id' is 'district-heat', which Heat/source.yml has too."));
    }

    [Test]
    public void A_source_of_the_users_own_stands_beside_the_bundled_ones_and_a_missing_folder_has_none()
    {
        Write("Heat", Good);
        Directory.CreateDirectory(Path.Combine(folder, "no-source-in-here"));
        var catalog = SourceCatalog.Load([Path.Combine(folder, "missing"), folder], new Connectors([new Named("some-connector")]));
        Assert.That(catalog.All.Select(s => s.Id), Is.EqualTo(new[] { "heat" }));
        Assert.That(() => catalog.Find("cold"), Throws.InstanceOf<FormatException>().With.Message.Contains("there are heat"));
    }

    [Test]
    public void The_bundled_sources_are_described_rightly()
    {
        var catalog = SourceCatalog.Load(SourceCatalog.BundledFolder);
        Assert.That(catalog.All.Select(s => s.Id), Is.SupersetOf(new[] { "sotkanet", "statfin" }));
        foreach (var source in catalog.All)
        {
            Assert.That(Connectors.All.For(source).Name, Is.EqualTo(source.Connector));
            Assert.That(source.Licence, Is.Not.Empty);
            Assert.That(source.Schedule, Is.Not.Null, source.Id);
        }
    }

    [Test]
    public void A_wrong_setting_is_told_with_the_other_mistakes_before_anything_is_fetched()
    {
        Write("Heat", Good.Replace("some-connector", "statfin-pxweb-v1").Replace("producer: Somebody", "producer:"));
        Assert.That(() => SourceCatalog.Load(folder), Throws.TypeOf<SourceCatalogException>().With.Message.Contains("Heat/source.yml:1: SRC002 'producer' is missing.")
            .And.Message.Contains("Heat/source.yml:19: SRC007 'deep' is not a field of 'settings'; known are language, max_cells, tables."));
    }

    private sealed class Named(string name) : IConnector
    {
        public string Name => name;

        public IAsyncEnumerable<LandedFile> FetchAsync(SourceDefinition source, IPayloadOrigin origin, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private void Write(string name, string yaml) => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, "source.yml"), yaml);

    private SourceCatalog Load() => SourceCatalog.Load([folder], new Connectors([new Named("some-connector"), new Named("other")]));

    private string[] Problems()
    {
        try
        {
            Load();
            return [];
        }
        catch (SourceCatalogException e)
        {
            return [.. e.Problems.Select(p => p.ToString())];
        }
    }
}
