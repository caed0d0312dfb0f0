using Insight.Warehouse.Observations;
using Insight.Warehouse.Publications;

namespace Insight.Warehouse.Tests.Observations;

public sealed class LoadJournalTests
{
    private FactBench bench = null!;

    [SetUp]
    public void Open() => bench = new FactBench();

    [Test]
    public void Loads_are_numbered_from_1_and_read_back_as_they_were_written()
    {
        Assert.That(LoadJournal.NextNumber(bench.Connection), Is.EqualTo(1));
        var first = Load(1, "statfin", "12r5.json", "aa");
        var second = Load(2, "sotkanet", "127.json", "bb");
        LoadJournal.Add(bench.Connection, first, "hash", "run-1");
        LoadJournal.Add(bench.Connection, second, "hash", null);
        Assert.That(LoadJournal.NextNumber(bench.Connection), Is.EqualTo(3));
        Assert.That(LoadJournal.All(bench.Connection), Is.EqualTo(new[] { first, second }));
        Assert.That(bench.Connection.Texts("SELECT unchanged FROM load ORDER BY number"), Is.EqualTo(new[] { "6", "6" }));
    }

    [Test]
    public void The_last_payload_of_each_file_of_a_source_is_known()
    {
        LoadJournal.Add(bench.Connection, Load(1, "statfin", "a.json", "aa"), "old", null);
        LoadJournal.Add(bench.Connection, Load(2, "statfin", "b.json", "bb"), "old", null);
        LoadJournal.Add(bench.Connection, Load(3, "sotkanet", "a.json", "cc"), "old", null);
        LoadJournal.Add(bench.Connection, Load(4, "statfin", "a.json", "dd"), "new", null);
        Assert.That(
            LoadJournal.LastLoaded(bench.Connection, "statfin"),
            Is.EquivalentTo(new Dictionary<string, (string, string)> { ["a.json"] = ("dd", "new"), ["b.json"] = ("bb", "old") }));
        Assert.That(LoadJournal.LastLoaded(bench.Connection, "syke"), Is.Empty);
    }

    [Test]
    public void The_last_load_that_changed_a_data_set_is_known()
    {
        Assert.That(LoadJournal.LastChanges(bench.Connection), Is.Empty);
        LoadJournal.MarkChanged(bench.Connection, FactBench.Population, 1);
        LoadJournal.MarkChanged(bench.Connection, FactBench.Of("other", [], "x"), 2);
        LoadJournal.MarkChanged(bench.Connection, FactBench.Population, 3);
        Assert.That(LoadJournal.LastChanges(bench.Connection), Is.EquivalentTo(new Dictionary<string, int> { ["population-by-sex"] = 3, ["other"] = 2 }));
    }

    private static PublishedLoad Load(int number, string source, string file, string sha256) => new(
        number, source, file, sha256, "https://example.org/ä?x=1", new DateTimeOffset(2026, 11, 21, 10, 0, 0, 123, TimeSpan.Zero),
        new DateTimeOffset(2026, 11, 21, 10, 0, 5, TimeSpan.Zero), Rows: 10, Inserted: 3, Revised: 1, Quarantined: 2);
}
