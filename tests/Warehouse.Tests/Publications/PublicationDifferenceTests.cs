using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Warehouse.Tests.Publications;

public sealed class PublicationDifferenceTests
{
    private LakeBench lake = null!;

    [SetUp]
    public void Open() => lake = new LakeBench();

    [TearDown]
    public void Close() => lake.Dispose();

    [TestCase("5", "6", 0, 1, 0, Description = "another value")]
    [TestCase("5", "5 provisional", 0, 0, 0, 1, Description = "another status")]
    [TestCase("- unknown", "- confidential", 0, 0, 0, 1, Description = "another reason")]
    [TestCase("- unknown", "5", 1, 0, 0, Description = "a value at last")]
    [TestCase("5", "- confidential", 0, 0, 1, Description = "a value no more")]
    [TestCase("", "5", 1, 0, 0, Description = "a new cell")]
    [TestCase("5", "", 0, 0, 1, Description = "a cell no more")]
    [TestCase("", "- unknown", 0, 0, 0, Description = "a new cell without a value")]
    [TestCase("- unknown", "", 0, 0, 0, Description = "a cell without a value no more")]
    [TestCase("5", "5", 0, 0, 0, Description = "the same")]
    public void A_cell_is_added_revised_or_withdrawn(string before, string after, int added, int revised, int withdrawn, int statusChanged = 0)
    {
        var difference = Compare(Cells(before, "KU098 2024 1"), Cells(after, "KU098 2024 2")).Single();
        Assert.That(
            (difference.Added, difference.Revised - 1, difference.Withdrawn, difference.StatusChanged),
            Is.EqualTo((added, revised, withdrawn, statusChanged)), "beside the revision of KU098");
    }

    [Test]
    public void The_cells_that_moved_most_come_first_five_at_most()
    {
        var difference = Compare(
            ["KU001 2024 100", "KU002 2024 100", "KU003 2024 100", "KU004 2024 100", "KU005 2024 100", "KU006 2024 100", "KU007 2024 - unknown", "KU008 2024 0"],
            ["KU001 2024 101", "KU002 2024 150", "KU003 2024 10", "KU004 2024 102", "KU005 2024 100", "KU006 2024 103", "KU007 2024 9", "KU008 2024 1"]).Single();
        Assert.That((difference.Added, difference.Revised, difference.Withdrawn), Is.EqualTo((1, 6, 0)));
        Assert.That(difference.Movers.Select(m => $"{m.Area} {m.Period} {m.OldValue} {m.NewValue}"), Is.EqualTo(new[]
        {
            "KU008 2024 0 1", "KU003 2024 100 10", "KU002 2024 100 150", "KU006 2024 100 103", "KU004 2024 100 102",
        }));
    }

    [Test]
    public void Cells_of_a_breakdown_are_compared_member_by_member()
    {
        var before = Manifest("p1", ["sex"], lake.Slice(["KU016 2024 male 1", "KU016 2024 total 2"], "sex"));
        var after = Manifest("p2", ["sex"], lake.Slice(["KU016 2024 male 1", "KU016 2024 total 3"], "sex"));
        var difference = PublicationDifference.Compare(lake.Connection, lake.Store, before, after).Single();
        Assert.That(difference.Revised, Is.EqualTo(1));
        Assert.That(difference.Movers.Single().Members, Is.EqualTo(new[] { "total" }));
    }

    [Test]
    public void Slices_with_the_same_file_are_equal_without_being_read()
    {
        var slice = lake.Slice(["KU016 2024 1"]);
        File.Delete(lake.Store.ParquetPath(slice.File));
        Assert.That(PublicationDifference.Compare(lake.Connection, lake.Store, Manifest("p1", [], slice), Manifest("p2", [], slice)), Is.Empty);
    }

    [Test]
    public void A_first_publication_adds_all_its_values()
    {
        var difference = PublicationDifference.Compare(lake.Connection, lake.Store, null, Manifest("p1", [], lake.Slice(["KU016 2024 1", "KU098 2024 - unknown"]))).Single();
        Assert.That((difference.Indicator, difference.Added, difference.Revised, difference.Withdrawn), Is.EqualTo(("population", 1, 0, 0)));
    }

    [Test]
    public void A_slice_that_is_published_no_more_withdraws_all_its_values()
    {
        var difference = PublicationDifference.Compare(lake.Connection, lake.Store, Manifest("p1", [], lake.Slice(["KU016 2024 1", "KU098 2024 - unknown"])), Manifest("p2", [])).Single();
        Assert.That((difference.Added, difference.Revised, difference.Withdrawn), Is.EqualTo((0, 0, 1)));
    }

    [Test]
    public void Other_breakdowns_are_other_cells()
    {
        var before = Manifest("p1", [], lake.Slice(["KU016 2024 1"]));
        var after = Manifest("p2", ["sex"], lake.Slice(["KU016 2024 male 1", "KU016 2024 total 2"], "sex"));
        var difference = PublicationDifference.Compare(lake.Connection, lake.Store, before, after).Single();
        Assert.That((difference.Added, difference.Revised, difference.Withdrawn), Is.EqualTo((2, 0, 1)));
    }

    [Test]
    [SetCulture("fi-FI")]
    public void Differences_come_by_indicator_division_and_frequency()
    {
        var slice = lake.Slice(["KU016 2024 1"]);
        var monthly = slice with { Frequency = Frequency.Monthly };
        var delivered = slice with { Division = "as-delivered" };
        var after = lake.Manifest("p1", LakeBench.Indicator("z", [], slice), LakeBench.Indicator("b-a", [], monthly, delivered, slice), LakeBench.Indicator("B", [], slice));
        Assert.That(
            PublicationDifference.Compare(lake.Connection, lake.Store, null, after).Select(d => $"{d.Indicator} {d.Division} {d.Frequency}"),
            Is.EqualTo(new[] { "B current Annual", "b-a as-delivered Annual", "b-a current Annual", "b-a current Monthly", "z current Annual" }));
    }

    [Test]
    public void What_a_slice_covers_is_told_before_and_after()
    {
        var difference = Compare(["KU001 2023 1", "KU001 2024 1", "KU002 2024 - unknown"], ["KU001 2024 1", "KU002 2024 2", "KU003 2025 3"]).Single();
        Assert.That((difference.Before, difference.After), Is.EqualTo((new Coverage(2, 1, "2023", "2024"), new Coverage(3, 3, "2024", "2025"))));
    }

    [Test]
    public void Cells_are_counted_by_area_and_by_period()
    {
        var (before, after) = (Manifest("p1", [], lake.Slice(["KU001 2023 1", "KU001 2024 1", "KU002 2024 4"])), Manifest("p2", [], lake.Slice(["KU001 2024 2", "KU002 2024 4 provisional", "KU003 2024 3"])));
        Assert.That(PublicationDifference.CountBy(lake.Connection, lake.Store, before, after, byPeriod: false), Is.EqualTo(new[]
        {
            new DifferenceCount("KU001", 0, 1, 1, 0), new DifferenceCount("KU002", 0, 0, 0, 1), new DifferenceCount("KU003", 1, 0, 0, 0),
        }));
        Assert.That(PublicationDifference.CountBy(lake.Connection, lake.Store, before, after, byPeriod: true), Is.EqualTo(new[]
        {
            new DifferenceCount("2023", 0, 0, 1, 0), new DifferenceCount("2024", 1, 1, 0, 1),
        }));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(100)]
    public void Cells_come_page_by_page_each_once(int limit)
    {
        var before = lake.Manifest("p1", LakeBench.Indicator("a", [], lake.Slice(["KU001 2024 100", "KU002 2024 100"])), LakeBench.Indicator("b", [], lake.Slice(["KU001 2024 5"])));
        var after = lake.Manifest("p2", LakeBench.Indicator("a", [], lake.Slice(["KU001 2024 101", "KU002 2024 150", "KU003 2024 1"])), LakeBench.Indicator("b", ["sex"], lake.Slice(["KU001 2024 male 2"], "sex")));
        var (cells, next) = (new List<ChangedCell>(), (string?)null);
        do
        {
            var page = ChangedCells.Page(lake.Connection, lake.Store, before, after, new ChangedCellFilter(), next, limit);
            Assert.That(page.Cells, Has.Count.LessThanOrEqualTo(limit).And.Not.Empty);
            cells.AddRange(page.Cells);
            next = page.Next;
        }
        while (next is not null);
        Assert.That(cells.Select(c => $"{c.Indicator} {c.Area} {string.Join('.', c.Members)} {c.Kind} {c.OldValue}>{c.NewValue} {c.Percent}"), Is.EqualTo(new[]
        {
            "a KU002  revised 100>150 50", "a KU001  revised 100>101 1", "a KU003  added >1 ", "b KU001 male added >2 ", "b KU001  withdrawn 5> ",
        }));
    }

    [Test]
    public void Cells_can_be_asked_for_by_what_they_are()
    {
        var (before, after) = (Manifest("p1", [], lake.Slice(["KU001 2024 100", "KU002 2024 100"])), Manifest("p2", [], lake.Slice(["KU001 2024 101", "KU002 2025 150"])));
        Assert.That(Asked(new(Area: "KU002")), Is.EqualTo(new[] { "KU002 2024 withdrawn", "KU002 2025 added" }));
        Assert.That(Asked(new(Kind: "revised")), Is.EqualTo(new[] { "KU001 2024 revised" }));
        Assert.That(Asked(new(Period: "2025", Frequency: Frequency.Annual, Division: "current", Indicator: "population")), Is.EqualTo(new[] { "KU002 2025 added" }));
        Assert.That(Asked(new(Indicator: "other")), Is.Empty);
        Assert.That(() => ChangedCells.Page(lake.Connection, lake.Store, before, after, new(), "later", 10), Throws.TypeOf<FormatException>().With.Message.Contains("'later'"));

        IEnumerable<string> Asked(ChangedCellFilter filter) =>
            ChangedCells.Page(lake.Connection, lake.Store, before, after, filter, null, 10).Cells.Select(c => $"{c.Area} {c.Period} {c.Kind}");
    }

    private IReadOnlyList<SliceDifference> Compare(string[] before, string[] after) =>
        PublicationDifference.Compare(lake.Connection, lake.Store, Manifest("p1", [], lake.Slice(before)), Manifest("p2", [], lake.Slice(after)));

    private PublicationManifest Manifest(string id, string[] breakdowns, params PublishedSlice[] slices) => lake.Manifest(id, LakeBench.Indicator("population", breakdowns, slices));

    private static string[] Cells(string cell, string other) => cell.Length == 0 ? [other] : [$"KU016 2024 {cell}", other];
}
