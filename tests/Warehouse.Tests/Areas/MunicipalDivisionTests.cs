using Insight.Warehouse.Areas;

namespace Insight.Warehouse.Tests.Areas;

/// <summary>The delivered figures of areas say what Statistics Finland's municipal keys say.</summary>
public sealed class MunicipalDivisionTests
{
    private static readonly AreaDirectory Finland = AreaDirectory.BuiltIn;

    [TestCase(2013, 320)]
    [TestCase(2014, 320)]
    [TestCase(2015, 317)]
    [TestCase(2016, 313)]
    [TestCase(2017, 311)]
    [TestCase(2018, 311)]
    [TestCase(2019, 311)]
    [TestCase(2020, 310)]
    [TestCase(2021, 309)]
    [TestCase(2024, 309)]
    [TestCase(2025, 308)]
    [TestCase(2026, 308)]
    public void The_country_has_as_many_municipalities_as_the_key_of_the_year(int year, int count) =>
        Assert.That(Finland.MembersOf("SSS", new DateOnly(year, 1, 1)), Has.Count.EqualTo(count).And.Unique);

    [Test]
    public void Päijät_Häme_has_ten_members_since_Iitti_came() => Assert.That(
        Finland.MembersOf("MK07", new DateOnly(2026, 1, 1)),
        Is.EquivalentTo(new[] { "KU016", "KU081", "KU098", "KU111", "KU142", "KU316", "KU398", "KU560", "KU576", "KU781" }));

    [Test]
    public void Päijät_Häme_had_eleven_members_before_Hämeenkoski_and_Nastola_merged() => Assert.That(
        Finland.MembersOf("MK07", new DateOnly(2015, 12, 31)),
        Is.EquivalentTo(new[] { "KU016", "KU081", "KU098", "KU111", "KU283", "KU316", "KU398", "KU532", "KU560", "KU576", "KU781" }));

    [TestCase("2020-12-31", "MK08", "SK081")]
    [TestCase("2021-01-01", "MK07", "SK071")]
    public void Iitti_moved_from_Kymenlaakso_to_Päijät_Häme_at_the_turn_of_2021(string day, string region, string subRegion)
    {
        var parents = Finland.ParentsOf("KU142", DateOnly.ParseExact(day, "yyyy-MM-dd"));
        Assert.That(parents, Does.Contain(region).And.Contain(subRegion).And.Contain("SSS"));
        Assert.That(Finland.MembersOf(region, DateOnly.ParseExact(day, "yyyy-MM-dd")), Does.Contain("KU142"));
    }

    [TestCase("KU398", "Lahti", "Lahtis", "Lahti")]
    [TestCase("KU142", "Iitti", "Itis", "Iitti")]
    [TestCase("KU091", "Helsinki", "Helsingfors", "Helsinki")]
    [TestCase("KU445", "Parainen", "Pargas", "Pargas")]
    [TestCase("MK07", "Päijät-Häme", "Päijänne-Tavastland", "Päijät-Häme")]
    [TestCase("SSS", "Koko maa", "Hela landet", "Whole country")]
    [TestCase("grouping:urban", "Kaupunkimaiset kunnat", "Urbana kommuner", "Urban municipalities")]
    public void Areas_have_names_in_three_languages(string id, string fi, string sv, string en)
    {
        Assert.That(Finland.TryById(id, out var area));
        Assert.That((area!.Name("fi"), area.Name("sv"), area.Name("en")), Is.EqualTo((fi, sv, en)));
    }

    [Test]
    public void A_language_without_a_name_of_its_own_is_answered_in_Finnish()
    {
        Assert.That(Finland.TryById("HVA09", out var county));
        Assert.That(county!.Name("sv"), Is.EqualTo("Päijät-Hämeen hyvinvointialue"));
    }

    [TestCase("KU016", AreaLevel.Municipality, "016")]
    [TestCase("SK016", AreaLevel.SubRegion, "016")]
    [TestCase("MK07", AreaLevel.Region, "07")]
    [TestCase("HVA09", AreaLevel.WellbeingCounty, "09")]
    [TestCase("SSS", AreaLevel.Country, "SSS")]
    [TestCase("grouping:semi-urban", AreaLevel.Grouping, "semi-urban")]
    public void A_code_keeps_its_zeros_and_is_told_from_the_same_code_of_another_level_by_its_prefix(string id, AreaLevel level, string code)
    {
        Assert.That(Finland.TryById(id, out var area));
        Assert.That((area!.Level, area.Code), Is.EqualTo((level, code)));
    }

    [TestCase("grouping:urban", "KU111")]
    [TestCase("grouping:semi-urban", "KU016")]
    [TestCase("grouping:semi-urban", "KU098")]
    [TestCase("grouping:semi-urban", "KU560")]
    public void The_network_s_municipalities_are_in_their_statistical_groups(string grouping, string municipality) =>
        Assert.That(Finland.MembersOf(grouping, new DateOnly(2026, 1, 1)), Does.Contain(municipality));
}
