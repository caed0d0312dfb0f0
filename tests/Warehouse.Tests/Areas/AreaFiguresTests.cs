using Insight.Warehouse.Areas;

namespace Insight.Warehouse.Tests.Areas;

/// <summary>The delivered files of areas, memberships and changes fit together; each test lists every misfit.</summary>
public sealed class AreaFiguresTests
{
    private static readonly AreaDirectory Finland = AreaDirectory.BuiltIn;
    private static readonly DateOnly KeyBegins = new(2013, 1, 1);

    private static IEnumerable<DateOnly> Years => Enumerable.Range(2013, 14).Select(year => new DateOnly(year, 1, 1));

    [Test]
    public void Each_end_of_a_membership_exists_as_long_as_the_membership_does() => Assert.That(
        from membership in Finland.Memberships
        from id in new[] { membership.Child, membership.Parent }
        where !Finland.TryById(id, out var area) || !Covers((area.ValidFrom, area.ValidTo), (membership.ValidFrom, membership.ValidTo))
        select $"{membership.Child} in {membership.Parent}: {id}",
        Is.Empty);

    [Test]
    public void No_area_belongs_to_two_areas_of_one_level_on_one_day()
    {
        var overlaps =
            from one in Finland.Memberships.Select((m, i) => (Membership: m, Index: i))
            join other in Finland.Memberships.Select((m, i) => (Membership: m, Index: i)) on (one.Membership.Child, Level(one.Membership)) equals (other.Membership.Child, Level(other.Membership))
            where one.Index < other.Index
                && one.Membership.ValidFrom < (other.Membership.ValidTo ?? DateOnly.MaxValue)
                && other.Membership.ValidFrom < (one.Membership.ValidTo ?? DateOnly.MaxValue)
            select $"{one.Membership.Child}: {one.Membership.Parent} and {other.Membership.Parent}";
        Assert.That(overlaps, Is.Empty);
    }

    [Test]
    public void Each_municipality_of_each_year_has_one_region_sub_region_and_group()
    {
        var misfits =
            from year in Years
            from municipality in Finland.MembersOf("SSS", year)
            let levels = Finland.ParentsOf(municipality, year).Select(Level).ToList()
            from level in new[] { AreaLevel.Country, AreaLevel.Region, AreaLevel.SubRegion, AreaLevel.Grouping }
            let count = levels.Count(l => l == level)
            where count != 1
            select $"{municipality} has {count} of {level} in {year.Year}";
        Assert.That(misfits, Is.Empty);
    }

    [Test]
    public void Each_municipality_has_one_wellbeing_services_county_since_2023()
    {
        var misfits =
            from year in Years
            from municipality in Finland.MembersOf("SSS", year)
            let count = Finland.ParentsOf(municipality, year).Select(Level).Count(l => l == AreaLevel.WellbeingCounty)
            where count != (year.Year >= 2023 ? 1 : 0)
            select $"{municipality} has {count} in {year.Year}";
        Assert.That(misfits, Is.Empty);
    }

    [Test]
    public void Only_municipalities_belong_to_areas() =>
        Assert.That(Finland.Memberships.Select(m => m.Child).Distinct().Where(child => Level(child) != AreaLevel.Municipality), Is.Empty);

    [Test]
    public void Each_area_with_members_has_some_as_long_as_it_exists()
    {
        var empty =
            from year in Years
            from area in Finland.Areas
            where area.Level != AreaLevel.Municipality && !(area.ValidFrom > year) && !(area.ValidTo <= year)
            where Finland.MembersOf(area.Id, year).Count == 0
            select $"{area.Id} in {year.Year}";
        Assert.That(empty, Is.Empty);
    }

    [Test]
    public void Each_municipality_that_ended_says_where_it_went() => Assert.That(
        from area in Finland.Areas
        where area.Level == AreaLevel.Municipality && area.ValidTo is not null
        where Finland.Changes.Where(c => c.From == area.Id && c.Date == area.ValidTo && c.Kind == "merge").Sum(c => c.Weight) != 1
        select area.Id,
        Is.Empty);

    [Test]
    public void Each_change_is_between_areas_that_exist_or_are_older_than_the_key()
    {
        var misfits =
            from change in Finland.Changes
            let losingFits = Finland.TryById(change.From, out var losing)
                ? change.Kind == "partial" ? !(losing.ValidTo <= change.Date) : losing.ValidTo == change.Date
                : change.Date < KeyBegins
            let gainingFits = Finland.TryById(change.To, out var gaining) && !(gaining.ValidTo <= change.Date) && !(gaining.ValidFrom > change.Date)
            where !losingFits || !gainingFits
            select $"{change.Date:yyyy-MM-dd} {change.From} to {change.To}";
        Assert.That(misfits, Is.Empty);
    }

    [Test]
    public void Each_change_has_a_known_kind_a_weight_that_fits_it_and_a_note() => Assert.That(
        from change in Finland.Changes
        where !(change.Kind switch { "merge" => change.Weight == 1, "partial" => change.Weight is >= 0 and < 1 && change.ReceiverShare is not null, _ => false }) || change.Note.Length == 0
        select $"{change.Date:yyyy-MM-dd} {change.Kind} {change.From} to {change.To} {change.Weight}",
        Is.Empty);

    [Test]
    public void Each_name_is_found_by_itself() => Assert.That(
        from area in Finland.Areas
        from language in new[] { "fi", "sv", "en" }
        where !Finland.TryByName(area.Level, area.Name(language), out var found) || found.Id != area.Id
        select $"{area.Id} {area.Name(language)}",
        Is.Empty);

    [Test]
    public void Names_have_no_blanks_around_and_no_replacement_characters() => Assert.That(
        Finland.Areas.SelectMany(a => a.Names.Values).Where(name => name.Length == 0 || name != name.Trim() || name.Contains('\uFFFD')),
        Is.Empty);

    private static AreaLevel Level(Membership membership) => Level(membership.Parent);

    private static AreaLevel Level(string id) => Finland.TryById(id, out var area) ? area.Level : throw new AssertionException($"There is no area {id}.");

    private static bool Covers((DateOnly? From, DateOnly? To) area, (DateOnly From, DateOnly? To) membership) =>
        (area.From ?? DateOnly.MinValue) <= membership.From && (area.To ?? DateOnly.MaxValue) >= (membership.To ?? DateOnly.MaxValue);
}
