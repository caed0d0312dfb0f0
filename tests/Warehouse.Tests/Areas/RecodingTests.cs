using Insight.Warehouse.Areas;

namespace Insight.Warehouse.Tests.Areas;

/// <summary>Where figures of an area belong in a later municipal division.</summary>
public sealed class RecodingTests
{
    private static readonly AreaDirectory Finland = AreaDirectory.BuiltIn;

    [TestCase("KU283", "KU098", Description = "Hämeenkoski to Hollola")]
    [TestCase("KU532", "KU398", Description = "Nastola to Lahti")]
    [TestCase("KU015", "KU560", Description = "Artjärvi, older than the key, to Orimattila")]
    [TestCase("KU588", "KU507", Description = "Pertunmaa to Mäntyharju")]
    [TestCase("KU476", "KU297", Description = "Maaninka to Kuopio")]
    [TestCase("KU174", "KU297", Description = "Juankoski to Kuopio")]
    [TestCase("KU016", "KU016", Description = "Asikkala did not change")]
    [TestCase("KU142", "KU142", Description = "Iitti changed its region, not itself")]
    [TestCase("MK07", "MK07")]
    public void Mergers_move_everything(string from, string to) =>
        Assert.That(Finland.Map(from, new DateOnly(2009, 1, 1), new DateOnly(2026, 1, 1)), Is.EqualTo(new[] { (to, 1.0) }));

    [Test]
    public void A_change_counts_from_its_day_on()
    {
        Assert.That(Finland.Map("KU283", new DateOnly(2015, 1, 1), new DateOnly(2015, 12, 31)), Is.EqualTo(new[] { ("KU283", 1.0) }));
        Assert.That(Finland.Map("KU283", new DateOnly(2015, 1, 1), new DateOnly(2016, 1, 1)), Is.EqualTo(new[] { ("KU098", 1.0) }));
        Assert.That(Finland.Map("KU564", new DateOnly(2018, 1, 1), new DateOnly(2026, 1, 1)), Is.EqualTo(new[] { ("KU564", 1.0) }));
    }

    [Test]
    public void Of_Oulu_417_of_201810_persons_went_to_Ii()
    {
        var parts = Finland.Map("KU564", new DateOnly(2017, 1, 1), new DateOnly(2026, 1, 1));
        Assert.That(parts.Select(p => p.Area), Is.EquivalentTo(new[] { "KU139", "KU564" }));
        Assert.That(parts.Single(p => p.Area == "KU139").Weight, Is.EqualTo(417.0 / 201_810).Within(0.00001));
        Assert.That(parts.Sum(p => p.Weight), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void From_every_division_to_every_later_one_weights_sum_to_1_and_each_target_exists_once()
    {
        var days = Enumerable.Range(2013, 14).Select(year => new DateOnly(year, 1, 1)).ToList();
        var misfits =
            from day in days
            from later in days.Where(d => d >= day)
            let targets = Finland.MembersOf("SSS", later).ToHashSet()
            from municipality in Finland.MembersOf("SSS", day)
            let parts = Finland.Map(municipality, day, later)
            where Math.Abs(parts.Sum(p => p.Weight) - 1) > 1e-9 || !parts.All(p => targets.Contains(p.Area)) || parts.DistinctBy(p => p.Area).Count() != parts.Count
            select $"{municipality} from {day.Year} to {later.Year}: {string.Join(", ", parts)}";
        Assert.That(misfits, Is.Empty);
    }

    [Test]
    public void Changes_after_changes_are_followed() => Assert.That(
        Map("A", Change(2015, "A", "B"), Change(2018, "B", "C", 0.25), Change(2020, "C", "D")),
        Is.EqualTo(new[] { ("D", 0.25), ("B", 0.75) }));

    [Test]
    public void A_later_change_of_the_receiver_does_not_reach_what_moved_afterwards() => Assert.That(
        Map("A", Change(2010, "B", "C"), Change(2015, "A", "B")), Is.EqualTo(new[] { ("B", 1.0) }));

    [Test]
    public void One_area_may_be_split_among_several() => Assert.That(
        Map("A", Change(2015, "A", "B", 0.5), Change(2015, "A", "C", 0.3), Change(2015, "A", "D", 0.2)),
        Is.EqualTo(new[] { ("B", 0.5), ("C", 0.3), ("D", 0.2) }));

    [Test]
    public void An_area_that_came_in_two_steps_is_one_target_with_all_the_weight() => Assert.That(
        Map("A", Change(2015, "A", "B", 0.25), Change(2020, "A", "B")), Is.EqualTo(new[] { ("B", 1.0) }));

    private static IReadOnlyList<(string, double)> Map(string area, params AreaChange[] changes) =>
        new AreaDirectory([], [], changes).Map(area, new DateOnly(2001, 1, 1), new DateOnly(2026, 1, 1));

    private static AreaChange Change(int year, string from, string to, double weight = 1) =>
        new(new DateOnly(year, 1, 1), weight < 1 ? "partial" : "merge", from, to, weight, "");
}
