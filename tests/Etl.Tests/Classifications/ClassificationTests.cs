using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Etl.Sources.Classifications;
using Insight.Etl.Staging;
using Insight.Etl.Tests.Landing;
using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Classifications;

/// <summary>The list of municipalities and the key to regions, in the shape of Statistics Finland's classification service; codes and names are the producer's (CC BY 4.0).</summary>
public sealed class ClassificationTests
{
    private const string Settings = "{years: [2026], dataset: municipality-regions}";

    private static readonly DataSet DataSet = SourceDefinitions.DataSet("municipality-regions", Frequency.Annual, ["municipalities"], "region");

    private PayloadFolder payloads = null!;
    private StagingArea staging = null!;

    [SetUp]
    public void Open() => (payloads, staging) = (new PayloadFolder(), new StagingArea(AreaDirectory.BuiltIn, [DataSet]));

    [TearDown]
    public void Close() => payloads.Dispose();

    [Test]
    public async Task List_and_key_of_each_year_are_asked_for()
    {
        var origin = new CannedOrigin(payloads, new Dictionary<string, string> { ["kunta-2026.json"] = "[]", ["kunta-maakunta-2026.json"] = "[]" });
        await foreach (var _ in new ClassificationConnector().FetchAsync(Source(Settings), origin, default))
        {
        }

        Assert.That(origin.Asked.Select(a => a.Url), Is.EqualTo(new[]
        {
            "classifications/kunta_1_20260101/classificationItems?content=data&format=json&lang=fi&meta=max",
            "correspondenceTables/kunta_1_20260101%23maakunta_1_20260101/maps?content=data&format=json&lang=fi&meta=min",
        }));
    }

    [Test]
    public void The_whole_list_of_2026_agrees_with_the_directory()
    {
        Stage(List(Municipalities()), Key(Municipalities()));
        Assert.That(staging.Findings, Is.Empty, string.Join('\n', staging.Findings.Select(f => f.ToString())));
        var table = staging.Table("municipality-regions");
        Assert.That((table.RowCount, table.Periods[0]), Is.EqualTo((308, Period.Year(2026))));
        Assert.That(Enumerable.Range(0, table.RowCount).Where(i => table.BreakdownColumn(0)[i] == "MK07").Select(i => table.Areas[i]), Does.Contain("KU016").And.Contain("KU111").And.Contain("KU142"), "Iitti since 2021");
    }

    [Test]
    public void A_new_name_a_new_municipality_one_that_is_gone_and_one_that_moved_are_told()
    {
        var changed = Municipalities().Where(m => m.Code != "098").Select(m => m.Code == "016" ? m with { Name = "Uusi-Asikkala" } : m.Code == "111" ? m with { Region = "01" } : m).Append(new("999", "Uusikunta", "07")).ToList();
        Stage(List(changed), Key(changed));
        var told = string.Join('\n', staging.Findings.Select(f => f.Message));
        Assert.That(told, Does.Contain("KU016 is 'Uusi-Asikkala' there and 'Asikkala' in the directory").And.Contain("municipality 999 'Uusikunta' is not in the directory")
            .And.Contain("KU098 Hollola of the directory of areas is not in the list").And.Contain("KU111 belongs to MK01 there, but not in the directory"));
        Assert.That((staging.Findings.Count, staging.Quarantine.Rows.Single().Value), Is.EqualTo((4, "999 07")));
    }

    [Test]
    public void A_key_of_addresses_says_the_same_as_one_of_codes()
    {
        Stage(List(Municipalities()), """[{"sourceLocalId":"kunta_1_20260101/016","targetLocalId":"maakunta_1_20260101/07"}]""");
        Assert.That((staging.Table("municipality-regions").Areas[0], staging.Table("municipality-regions").BreakdownColumn(0)[0]), Is.EqualTo(("KU016", "MK07")));
    }

    [TestCase("""{"error":"not found"}""", "[]", "has no list of classification items")]
    [TestCase("""[{"code":"016"}]""", "[]", "has no 'classificationItemNames'")]
    [TestCase("[]", """[{"sourceItem":{"code":"016"}}]""", "has no 'targetLocalId'")]
    [TestCase("[]", """["https://service.example/maps/305/178"]""", "has no 'sourceLocalId'")]
    [TestCase("<html>", "[]", "it is a web page")]
    public void Another_shape_is_refused(string list, string key, string message) =>
        Assert.That(() => Stage(list, key), Throws.TypeOf<PayloadException>().With.Message.Contains(message));

    [TestCase("{years: [], dataset: municipality-regions}", "'settings.years' is empty")]
    [TestCase("{years: [2026], dataset: other}", "'other' is no data set of this source by year with one breakdown")]
    public void Wrong_settings_are_told(string settings, string message) =>
        Assert.That(() => new ClassificationConnector().CheckSettings(Source(settings)), Throws.TypeOf<SettingsException>().With.Message.Contains(message));

    private static SourceDefinition Source(string settings) => SourceDefinitions.Of("statfin-classifications", [DataSet], settings);

    private void Stage(string list, string key) =>
        new ClassificationConnector().Stage(Source(Settings), [payloads.Add("kunta-2026.json", list), payloads.Add("kunta-maakunta-2026.json", key)], staging, default);

    private static List<Municipality> Municipalities()
    {
        var day = new DateOnly(2026, 1, 1);
        return [.. AreaDirectory.BuiltIn.Areas.Where(a => a.Level == AreaLevel.Municipality && !(day < a.ValidFrom) && !(day >= a.ValidTo))
            .Select(a => new Municipality(a.Id[2..], a.Name("fi"), AreaDirectory.BuiltIn.ParentsOf(a.Id, day).Single(p => p.StartsWith("MK", StringComparison.Ordinal))[2..]))];
    }

    private static string List(IEnumerable<Municipality> all) =>
        $"[{string.Join(',', all.Select(m => $$"""{"localId":"kunta_1_20260101/{{m.Code}}","code":"{{m.Code}}","level":1,"classificationItemNames":[{"lang":"fi","langName":"Suomi","name":"{{m.Name}}"}]}"""))}]";

    private static string Key(IEnumerable<Municipality> all) =>
        $"[{string.Join(',', all.Select(m => $$"""{"sourceItem":{"code":"{{m.Code}}"},"targetItem":{"code":"{{m.Region}}"} }"""))}]";

    private sealed record Municipality(string Code, string Name, string Region);
}
