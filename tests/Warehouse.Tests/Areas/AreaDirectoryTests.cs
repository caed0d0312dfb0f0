using Insight.Warehouse.Areas;

namespace Insight.Warehouse.Tests.Areas;

public sealed class AreaDirectoryTests
{
    private static readonly AreaDirectory WithNetwork = AreaDirectory.BuiltIn.With(
        [new Area("network:paijat-hame-4", AreaLevel.Network, "paijat-hame-4", new Dictionary<string, string> { ["fi"] = "Päijät-Hämeen neljä kuntaa" }, null, null)],
        [.. new[] { "KU016", "KU111", "KU098", "KU560" }.Select(id => new Membership(id, "network:paijat-hame-4", DateOnly.MinValue, null))]);

    [TestCase("16", "KU016")]
    [TestCase("016", "KU016")]
    [TestCase("0016", "KU016")]
    [TestCase("KU016", "KU016")]
    [TestCase("ku016", "KU016")]
    [TestCase(" Ku016 ", "KU016")]
    [TestCase("398", "KU398")]
    [TestCase("283", "KU283", Description = "a municipality that merged")]
    [TestCase("SK016", "SK016")]
    [TestCase("mk07", "MK07")]
    [TestCase("sss", "SSS")]
    [TestCase("hva09", "HVA09")]
    [TestCase("network:paijat-hame-4", "network:paijat-hame-4")]
    [TestCase("Network:Paijat-Hame-4", "network:paijat-hame-4")]
    [TestCase("GROUPING:RURAL", "grouping:rural")]
    public void What_people_and_sources_write_is_resolved(string text, string id)
    {
        Assert.That(WithNetwork.TryResolve(text, out var area));
        Assert.That(area!.Id, Is.EqualTo(id));
    }

    [TestCase("")]
    [TestCase("1")]
    [TestCase("KU16", Description = "ids have three digits; only a bare number is filled up")]
    [TestCase("KU")]
    [TestCase("-16")]
    [TestCase("+16")]
    [TestCase("1 6")]
    [TestCase("16.0")]
    [TestCase("٠١٦")]
    [TestCase("99999999999999999999")]
    [TestCase("Hollola")]
    [TestCase("MK7")]
    [TestCase("network:elsewhere")]
    public void What_names_no_area_is_not_resolved(string text)
    {
        Assert.That(WithNetwork.TryResolve(text, out var area), Is.False);
        Assert.That(area, Is.Null);
    }

    [TestCase("Hollola", "KU098")]
    [TestCase(" lahtis ", "KU398")]
    [TestCase("PARGAS", "KU445")]
    [TestCase("hämeenkoski", "KU283")]
    public void Municipalities_are_found_by_name_in_each_language(string name, string id)
    {
        Assert.That(WithNetwork.TryByName(AreaLevel.Municipality, name, out var area));
        Assert.That(area!.Id, Is.EqualTo(id));
    }

    [Test]
    public void A_name_belongs_to_a_level()
    {
        Assert.That(WithNetwork.TryByName(AreaLevel.SubRegion, "Lahti", out var subRegion));
        Assert.That(subRegion!.Id, Is.EqualTo("SK071"));
        Assert.That(WithNetwork.TryByName(AreaLevel.Region, "Lahti", out _), Is.False);
    }

    [Test]
    public void A_network_is_an_area_like_others_and_leaves_the_delivered_directory_as_it_is()
    {
        Assert.That(WithNetwork.MembersOf("network:paijat-hame-4", new DateOnly(2026, 1, 1)), Is.EqualTo(new[] { "KU016", "KU111", "KU098", "KU560" }));
        Assert.That(WithNetwork.ParentsOf("KU098", new DateOnly(2026, 1, 1)), Does.Contain("network:paijat-hame-4").And.Contain("MK07"));
        Assert.That(AreaDirectory.BuiltIn.TryById("network:paijat-hame-4", out _), Is.False);
    }

    [Test]
    public void Two_areas_with_one_id_are_refused() =>
        Assert.That(() => AreaDirectory.BuiltIn.With([AreaDirectory.BuiltIn.Areas[0]], []), Throws.ArgumentException.With.Message.Contains("SSS"));

    [Test]
    public void A_membership_ends_on_the_day_before_the_next_begins()
    {
        Assert.That(WithNetwork.ParentsOf("KU142", new DateOnly(2020, 12, 31)), Does.Contain("MK08").And.Not.Contain("MK07"));
        Assert.That(WithNetwork.ParentsOf("KU142", new DateOnly(2021, 1, 1)), Does.Contain("MK07").And.Not.Contain("MK08"));
        Assert.That(WithNetwork.MembersOf("KU142", new DateOnly(2021, 1, 1)), Is.Empty);
    }
}
