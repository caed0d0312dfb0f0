using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Wires;

/// <summary>The same published figures in every wire format in which statistical tables come: each reader takes the same rows out of them. See <c>payloads/README.md</c>.</summary>
public sealed class WireTests
{
    private const string ByCode = "measures: {population: vaesto}, breakdowns: {sex: {variable: sukupuoli, members: {SSS: total, '1': male, '2': female}}}";
    private const string Sdmx = "measures: {population: value}, breakdowns: {sex: {variable: SEX, members: {T: total, M: male, F: female}}}";
    private const string ByText = "measures: {population: 'vaesto'}, breakdowns: {sex: {variable: Sukupuoli, members: {SSS: total, '1': male, '2': female}}}";

    private static readonly string Payloads = Path.Combine(AppContext.BaseDirectory, "Wires", "payloads");

    /// <summary>Residents on 31 December: total, men, women (Statistics Finland, population structure, table 11re, as of 24 March 2020, CC BY 4.0).</summary>
    private static readonly (string Area, int Year, int Total, int Men, int Women)[] Published =
    [
        ("KU016", 2018, 8149, 4071, 4078), ("KU098", 2018, 23602, 11587, 12015), ("KU111", 2018, 18889, 9142, 9747), ("KU560", 2018, 16091, 8050, 8041),
        ("KU016", 2019, 8083, 4022, 4061), ("KU098", 2019, 23410, 11475, 11935), ("KU111", 2019, 18667, 9082, 9585), ("KU560", 2019, 16003, 8003, 8000),
    ];

    [TestCase("statfin-pxweb-v1", "path: a/11re.px", "json", "statfin-v1.json", "statfin-v1.metadata.json", ByCode)]
    [TestCase("statfin-pxweb-v1", "path: a/11re.px", "json-stat2", "statfin.json-stat2.json", "statfin-v1.metadata.json", ByCode)]
    [TestCase("statfin-pxweb-v1", "path: a/11re.px", "csv", "statfin-v1.csv", "statfin-v1.metadata.json", ByCode)]
    [TestCase("statfin-pxweb-v1", "path: a/11re.px", "px", "statfin.px", "statfin-v1.metadata.json", ByCode)]
    [TestCase("pxweb-v2", "table: 11re", "json-stat2", "statfin.json-stat2.json", "statfin.json-stat2.json", ByCode)]
    [TestCase("pxweb-v2", "table: 11re", "px", "statfin.px", "statfin.json-stat2.json", ByCode)]
    [TestCase("statistical-table", "url: t", "json-stat2", "statfin.json-stat2.json", null, ByCode)]
    [TestCase("statistical-table", "url: t", "px", "statfin.px", null, ByText)]
    [TestCase("statistical-table", "url: t", "sdmx-csv", "population.sdmx.csv", null, Sdmx)]
    public void The_published_figures_are_the_same_in_every_wire(string connector, string address, string format, string answer, string? metadata, string parts)
    {
        using var folder = new PayloadFolder();
        var source = SourceDefinitions.Of(
            connector, [SourceDefinitions.DataSet("population", Frequency.Annual, ["population"], "sex")],
            $"tables: [{{name: t, {address}, dataset: population, format: {format}, {parts}}}]");
        var ending = format switch { "px" => ".px", "csv" or "sdmx-csv" => ".csv", _ => ".json" };
        List<LandedFile> files = [folder.Add("t" + ending, File.ReadAllBytes(Path.Combine(Payloads, answer)))];
        if (metadata is not null)
        {
            files.Insert(0, folder.Add("t.metadata.json", File.ReadAllBytes(Path.Combine(Payloads, metadata))));
        }

        var staging = new StagingArea(AreaDirectory.BuiltIn, source.DataSets);
        Connectors.All.For(source).Stage(source, files, staging, default);
        var table = staging.Table("population");
        var rows = Enumerable.Range(0, table.RowCount).Select(i => (table.Areas[i], table.Periods[i].CalendarYear, table.BreakdownColumn(0)[i], table.MeasureColumn(0)[i]));
        Assert.That(staging.Quarantine.Rows, Is.Empty, string.Join('\n', staging.Quarantine.Rows));
        Assert.That(rows, Is.EquivalentTo(Published.SelectMany(p => new[] { ("total", p.Total), ("male", p.Men), ("female", p.Women) }, (p, figure) => (p.Area, p.Year, figure.Item1, Measured.Of(figure.Item2)))));
    }
}
