using System.Globalization;
using System.Text.Json.Nodes;
using Insight.Indicators.Comparison;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Api.Tests.Lake;

/// <summary>Writes publications for tests, as the computing side does: Parquet by content hash, manifest, pointer.</summary>
internal sealed class LakeWriter(string dataFolder)
{
    public static readonly DateTimeOffset FirstDay = new(2026, 1, 15, 6, 0, 0, TimeSpan.Zero);

    private readonly string temporary = Directory.CreateDirectory(Path.Combine(dataFolder, "temporary")).FullName;

    public PublicationStore Store { get; } = new(Path.Combine(dataFolder, "lake"));

    public string Publish(DateTimeOffset at, IReadOnlyList<PublishedIndicator> indicators, string? previous = null, IReadOnlyList<Target>? targets = null, IReadOnlyList<ExpectedDelivery>? expected = null)
    {
        var id = PublicationStore.NewId(at, Guid.NewGuid().ToString("N"));
        var area = AreaDirectory.BuiltIn.With(
            [new Area("network:paijat-hame-4", AreaLevel.Network, "paijat-hame-4", Names("Päijät-Hämeen neljä", "Päijänne-Tavastlands fyra", "Four of Päijät-Häme"), null, null)],
            [.. new[] { "KU016", "KU098", "KU111", "KU560" }.Select(m => new Membership(m, "network:paijat-hame-4", new DateOnly(2020, 1, 1), null))]);
        Store.Write(new PublicationManifest(
            id, "public", at, "0.1.0", previous,
            Store.TakeIn(new AreasDocument(area.Areas, area.Memberships, area.Changes, new DateOnly(2026, 1, 1))),
            [new("employment", Names("Työllisyys", "Sysselsättning", "Employment")), new("workforce", Names("Työkyky", "Arbetsförmåga", "Workforce"))],
            indicators,
            [
                new("statfin", Names("Tilastokeskus", "Statistikcentralen", "Statistics Finland"), "Statistics Finland", "CC-BY-4.0", "https://stat.fi", false, "recorded", "0 0 6 25 * ?", "Europe/Helsinki", ["employment-register"]),
                new("staff-absence", Names("Poissaolot", "Frånvaro", "Absences"), "Insight", "CC-BY-4.0", null, true, "synthetic", null, null, ["staff-absence-annual"]) { Expected = expected ?? [] },
            ],
            [
                new(1, "statfin", "12r5.json", new string('a', 64), "https://example.invalid/12r5", at.AddDays(-2), at.AddDays(-1), 1000, 1000, 0, 0),
                new(2, "statfin", "12r5-2.json", new string('b', 64), "https://example.invalid/12r5", at.AddDays(-1), at.AddHours(-1), 1000, 10, 3, 1) { UpdatedAt = at.AddDays(-4) },
            ],
            new PublicationChanges(10, 3, 1, indicators.Count, 0))
        { TargetsFile = targets is null ? null : Store.TakeIn(new TargetsDocument(targets)) });
        Store.MakeCurrent("public", id, at, "published");
        return id;
    }

    /// <summary>A slice from SQL that gives the columns of <see cref="PublishedSlice"/>.</summary>
    public PublishedSlice Slice(Frequency frequency, string sql, string division = "current")
    {
        var path = Path.Combine(temporary, Guid.NewGuid().ToString("N") + ".parquet");
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({sql}) TO '{path}' (FORMAT parquet)";
        command.ExecuteNonQuery();
        command.CommandText = $"SELECT count(*), count(*) FILTER (value IS NULL), min(period), max(period) FROM read_parquet('{path}')";
        long rows, missing;
        string? first, last;
        using (var reader = command.ExecuteReader())
        {
            reader.Read();
            (rows, missing) = (reader.GetInt64(0), reader.GetInt64(1));
            (first, last) = (reader.IsDBNull(2) ? null : reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3));
        }

        return new PublishedSlice(division, division == "current" ? "2026-01-01" : "as-was", frequency, Store.TakeIn(path, ".parquet"), rows, missing, first, last, sql);
    }

    public static PublishedIndicator Indicator(
        string id, string aggregation, IReadOnlyList<PublishedSlice> slices, IReadOnlyList<string>? breakdowns = null, bool synthetic = false, JsonNode? definition = null) => new(
        id, 1, synthetic ? "workforce" : "employment", Names(id + " fi", id + " sv", id + " en"), Names("Selite", "Beskrivning", "Description of " + id), Names("%", "%", "%"),
        1, "lower", aggregation, 100, "share(unemployed, labour_force)", "Päijät-Häme", [synthetic ? "staff-absence" : "statfin"], synthetic,
        slices.Count == 0 ? "awaiting-data" : "published", breakdowns ?? [], "d" + id, new Dictionary<string, int> { ["employment-register"] = 2 }, slices,
        definition ?? JsonNode.Parse("""{"inputs":[{"name":"unemployed","datasets":["employment-register"],"measure":"unemployed","where":{}}]}""")!);

    /// <summary>A DOUBLE literal; without an exponent DuckDB reads a DECIMAL.</summary>
    public static string Number(double value) => value.ToString("E17", CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Names(string fi, string sv, string en) => new() { ["fi"] = fi, ["sv"] = sv, ["en"] = en };
}
