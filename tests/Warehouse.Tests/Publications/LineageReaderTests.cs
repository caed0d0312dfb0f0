using Insight.Warehouse.Publications;

namespace Insight.Warehouse.Tests.Publications;

public sealed class LineageReaderTests
{
    private LakeBench lake = null!;

    [SetUp]
    public void Open() => lake = new LakeBench();

    [TearDown]
    public void Close() => lake.Dispose();

    [Test]
    public void A_municipality_s_number_leads_to_its_components_and_first_to_its_own_load()
    {
        var lineage = Explain(lake.Slice(["KU016 2024 8014 provisional", "KU098 2024 22943"]), "KU016", "2024")!;
        Assert.That(
            (lineage.Publication, lineage.Indicator.Id, lineage.Slice.Sql, lineage.Cell.Value, lineage.Cell.Numerator, lineage.Cell.Denominator, lineage.Cell.Status, lineage.Cell.Load),
            Is.EqualTo(("p1", "population", "SELECT …", 8014.0, 8014.0, 1.0, "provisional", 3)));
        Assert.That(lineage.Members, Is.Empty);
        Assert.That(lineage.Loads.Select(l => l.Sha256), Is.EqualTo(new[] { "sha-3", "sha-7" }), "load 7 is the last that changed the data set");
    }

    [Test]
    public void An_aggregate_s_number_leads_to_those_of_its_members()
    {
        var lineage = Explain(lake.Slice(["KU016 2024 8014", "KU091 2024 600000", "KU098 2024 22943", "MK07 2024 30957 2 of 10"]), "MK07", "2024")!;
        Assert.That((lineage.Cell.MemberCount, lineage.Cell.MembersPresent), Is.EqualTo((10, 2)));
        Assert.That(lineage.Members.Select(m => m.Area), Is.EqualTo(new[] { "KU016", "KU098" }));
        Assert.That(lineage.Loads.Select(l => l.Number), Is.EqualTo(new[] { 5, 3, 7 }));
    }

    [TestCase("2026-01-01", "2014", "KU098 KU142")]
    [TestCase("2019-01-01", "2014", "KU098")]
    [TestCase("as-was", "2014", "KU098 KU283")]
    [TestCase("as-was", "2016", "KU098")]
    [TestCase("as-was", "2021", "KU098 KU142")]
    public void Members_are_those_of_the_slice_s_division(string division, string period, string members)
    {
        var slice = lake.Slice([$"KU098 {period} 1", $"KU142 {period} 1", $"KU283 {period} 1", $"MK07 {period} 3 2 of 10"]) with { DivisionDate = division };
        Assert.That(string.Join(' ', Explain(slice, "MK07", period)!.Members.Select(m => m.Area)), Is.EqualTo(members));
    }

    [Test]
    public void A_cell_of_a_breakdown_is_found_by_its_members()
    {
        var slice = lake.Slice(["KU016 2024 male 4000", "KU016 2024 total 8014"], "sex");
        var lineage = Explain(slice, "KU016", "2024", "total")!;
        Assert.That((lineage.Cell.Value, lineage.Cell.Breakdown["sex"]), Is.EqualTo((8014.0, "total")));
    }

    [Test]
    public void A_missing_value_keeps_its_reason()
    {
        var cell = Explain(lake.Slice(["KU016 2024 - confidential"]), "KU016", "2024")!.Cell;
        Assert.That((cell.Value, cell.Status), Is.EqualTo(((double?)null, "confidential")));
    }

    [TestCase("KU999", "2024")]
    [TestCase("KU016", "2023")]
    [TestCase("KU016", "2024' OR '1' = '1")]
    [TestCase("' OR '1' = '1", "2024")]
    public void A_cell_that_is_not_there_has_no_lineage(string area, string period) => Assert.That(Explain(lake.Slice(["KU016 2024 8014"]), area, period), Is.Null);

    private Lineage? Explain(PublishedSlice slice, string area, string period, params string[] members)
    {
        var indicator = LakeBench.Indicator("population", members.Length == 0 ? [] : ["sex"], slice);
        return LineageReader.Explain(lake.Connection, lake.Store, lake.Manifest("p1", indicator), indicator, slice, (area, period, members));
    }
}
