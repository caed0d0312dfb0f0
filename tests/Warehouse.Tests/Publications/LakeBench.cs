using System.Text.Json.Nodes;
using Insight.Warehouse.Areas;
using Insight.Warehouse.DuckDb;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Warehouse.Tests.Publications;

/// <summary>
/// A lake in a folder of its own with slices that tests write as lines: "KU016 2024 1.5", "KU016 2024 - not-available", or with a member of
/// each breakdown before the value: "KU016 2024 male 3". A network with all its members adds how many it has: "… 3 of 4".
/// </summary>
internal sealed class LakeBench : IDisposable
{
    /// <summary>Rows of a row group; the least that DuckDB writes.</summary>
    public const int RowGroup = 2048;

    private readonly TemporaryFolder folder = new();

    public LakeBench() => Store = new PublicationStore(folder["lake"]);

    public PublicationStore Store { get; }

    /// <summary>Kept open for all benches, because opening costs more than a test.</summary>
    public DuckDBConnection Connection { get; } = SqlOfTests.InMemory;

    /// <summary>Path of something in the lake.</summary>
    public string this[string name] => folder[Path.Combine("lake", name)];

    /// <summary>Writes lines into the lake, in the given order.</summary>
    public PublishedSlice Slice(string[] lines, params string[] breakdowns)
    {
        var path = folder["slice.parquet"];
        string[] names = ["area", "period", .. breakdowns.Select(b => $"\"{b}\""), "value", "numerator", "denominator", "status", "members", "members_present", "load"];
        var rows = string.Join(", ", lines.Select(line => Tuple(line.Split(' '), breakdowns.Length)));
        Connection.Do($"CREATE OR REPLACE TEMP TABLE slice ({string.Join(" VARCHAR, ", names)} INTEGER)");
        Connection.Do($"INSERT INTO slice VALUES {rows}");
        Connection.Do($"""
            COPY (SELECT * REPLACE (value::DOUBLE AS value, numerator::DOUBLE AS numerator, denominator::DOUBLE AS denominator, members::INTEGER AS members,
                                    members_present::INTEGER AS members_present) FROM slice) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE {RowGroup})
            """);
        var missing = Connection.Rows("SELECT 1 FROM slice WHERE value IS NULL").Count;
        return new PublishedSlice("current", "2026-01-01", Frequency.Annual, Store.TakeIn(path, ".parquet"), lines.Length, missing, null, null, "SELECT …");
    }

    /// <summary>An indicator with slices; its input is data set population as of load 7.</summary>
    public static PublishedIndicator Indicator(string id, IReadOnlyList<string> breakdowns, params PublishedSlice[] slices)
    {
        var words = new Dictionary<string, string> { ["fi"] = id };
        return new PublishedIndicator(
            id, 1, "population", words, words, words, 1, "neutral", "SUM", 1, "sum(population)", "network", ["statfin"], false, "published",
            breakdowns, "definition-hash", new Dictionary<string, int> { ["population"] = 7 }, slices, new JsonObject { ["id"] = id });
    }

    /// <summary>A publication of the public edition, not yet written.</summary>
    public PublicationManifest Manifest(string id, params PublishedIndicator[] indicators) => new(
        id, "public", new DateTimeOffset(2026, 11, 21, 8, 30, 5, TimeSpan.Zero), "0.1.0", null, Store.TakeIn(Areas()), [], indicators, [],
        [.. new[] { 3, 5, 7 }.Select(Load)], new PublicationChanges(0, 0, 0, 0, 0));

    /// <summary>Verifies a publication with one indicator of one slice.</summary>
    public IReadOnlyList<string> Verify(PublishedSlice slice, params string[] breakdowns) =>
        PublicationVerification.Verify(Connection, Store, Manifest("p1", Indicator("population", breakdowns, slice)), new HashSet<string>());

    public void Dispose() => folder.Dispose();

    private static AreasDocument Areas() =>
        new(AreaDirectory.BuiltIn.Areas, AreaDirectory.BuiltIn.Memberships, AreaDirectory.BuiltIn.Changes, new DateOnly(2026, 1, 1));

    private static PublishedLoad Load(int number) => new(
        number, "statfin", $"{number}.json", $"sha-{number}", $"https://example.org/{number}", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 1, 1, 0, 0);

    private static string Tuple(string[] words, int breakdowns)
    {
        var keys = words[..(2 + breakdowns)].Select(w => $"'{w}'");
        var rest = words[(2 + breakdowns)..];
        var value = rest[0] == "-" ? "NULL" : $"'{rest[0]}'";
        var present = rest is [_, _, "of", _] ? rest[1] : null;
        var status = present is null && rest.Length > 1 ? $"'{rest[1]}'" : "NULL";
        var members = present is null ? "NULL, NULL" : $"{rest[3]}, {present}";
        return $"({string.Join(", ", keys)}, {value}, {value}, {(rest[0] == "-" ? "NULL" : "1")}, {status}, {members}, {(words[0] == "KU016" ? 3 : 5)})";
    }
}
