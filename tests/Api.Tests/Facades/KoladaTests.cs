using System.Text.Json.Nodes;

namespace Api.Tests.Facades;

/// <summary>/kolada/v3 answers as Kolada's third interface does.</summary>
[TestFixture]
internal sealed class KoladaTests
{
    private const string Data = "/kolada/v3/data/";

    [TestCase("kpi", "unemployment-rate,population,sickness-absence-days-per-fte")]
    [TestCase("kpi?title=POPUL", "population")]
    [TestCase("kpi/population,none", "population")]
    [TestCase("kpi_groups", "employment,workforce")]
    [TestCase("municipality/KU111,MK07", "MK07,KU111")]
    [TestCase("municipality?title=heino&region_type=K", "KU111")]
    [TestCase("municipality_groups?title=neljä", "network:paijat-hame-4")]
    [TestCase("ou?municipality=KU111", "")]
    public async Task Metadata_lists_what_there_is(string path, string ids)
    {
        var page = await FacadeClient.JsonAsync("/kolada/v3/" + path);
        Assert.That(page["values"]!.AsArray().Select(v => (string)v!["id"]!), Is.EquivalentTo(ids.Split(',', StringSplitOptions.RemoveEmptyEntries)));
        Assert.That((int)page["count"]!, Is.EqualTo(page["values"]!.AsArray().Count));
    }

    [Test]
    public async Task A_key_figure_and_a_group_have_the_members_of_the_interface()
    {
        var kpi = (await FacadeClient.JsonAsync("/kolada/v3/kpi/population?lang=sv"))["values"]![0]!.AsObject();
        Assert.That(kpi.Select(m => m.Key), Is.SupersetOf(new[] { "id", "title", "description", "operating_area", "is_divided_by_gender", "municipality_type", "has_ou_data", "publication_date", "publ_period" }));
        Assert.That(((string)kpi["title"]!, (string)kpi["operating_area"]!, (bool)kpi["is_divided_by_gender"]!, (string)kpi["publ_period"]!), Is.EqualTo(("population sv", "Sysselsättning", true, "2010")));
        var group = (await FacadeClient.JsonAsync("/kolada/v3/municipality_groups/network:paijat-hame-4"))["values"]![0]!;
        Assert.That(group["members"]!.AsArray().Select(m => $"{m!["member_id"]} {m["member_title"]}"), Does.Contain("KU111 Heinola"));
    }

    [TestCase("kpi/population/municipality/KU111/year/2009")]
    [TestCase("municipality/111/kpi/population/year/2009")]
    [TestCase("?kpi_id=population&municipality_id=KU111&year=2009")]
    public async Task Sexes_are_genders(string path)
    {
        var page = await FacadeClient.JsonAsync(Data.TrimEnd('/') + (path[0] == '?' ? path : "/" + path));
        Assert.That(page["values"]!.ToJsonString(), Is.EqualTo(
            """[{"kpi":"population","municipality":"KU111","period":2009,"values":[{"gender":"T","count":1,"status":"","value":20146,"isdeleted":false,"is_deleted":false},{"gender":"K","count":1,"status":"","value":10073,"isdeleted":false,"is_deleted":false},{"gender":"M","count":1,"status":"","value":10073,"isdeleted":false,"is_deleted":false}]}]"""));
    }

    [Test]
    public async Task A_missing_value_is_null_with_its_status()
    {
        var page = await FacadeClient.JsonAsync(Data + "kpi/unemployment-rate/municipality/KU560,network:paijat-hame-4,MK07");
        Assert.That(page["values"]!.AsArray().Select(v => $"{v!["municipality"]} {v["values"]![0]!["status"]} {v["values"]![0]!["value"]} {v["values"]![0]!["count"]}"), Is.EquivalentTo(new[]
        {
            "KU560 confidential  0", "network:paijat-hame-4 member-missing  0", "MK07  11.5 3",
        }));
    }

    [Test]
    public async Task Pages_lead_to_each_other()
    {
        var all = (await FacadeClient.JsonAsync(Data + "kpi/unemployment-rate/year/2017,2018"))["values"]!.AsArray().Select(v => v!.ToJsonString()).ToList();
        var read = new List<string>();
        for (var path = Data + "kpi/unemployment-rate/year/2017,2018?per_page=2"; path is not null;)
        {
            var page = await FacadeClient.JsonAsync(path);
            read.AddRange(page["values"]!.AsArray().Select(v => v!.ToJsonString()));
            path = (string?)page["next_url"];
            Assert.That((string?)page["previous_url"] is null, Is.EqualTo((int)page["page"]! == 1));
        }

        Assert.That(read, Is.EqualTo(all));
        Assert.That(all, Has.Count.EqualTo(7));
    }

    [Test]
    public async Task From_date_gives_what_changed_and_what_is_gone()
    {
        var changed = await FacadeClient.JsonAsync(Data + "kpi/unemployment-rate/year/2017,2018?from_date=2026-02-01");
        Assert.That(changed["values"]!.AsArray().Select(v => $"{v!["municipality"]} {v["period"]}"), Is.EqualTo(new[] { "KU111 2018" }));
        var all = await FacadeClient.JsonAsync(Data + "kpi/unemployment-rate/year/2017,2018?from_date=2020-01-01");
        Assert.That(all["values"]!.AsArray(), Has.Count.EqualTo(7));
    }

    [Test]
    public void What_is_gone_is_marked()
    {
        var value = new Insight.Api.Facades.Kolada.KoladaValue("T", 1, "", 5, false);
        var changes = Insight.Api.Facades.Kolada.KoladaShelf.Changes(
            [new("k", "KU016", 2018, [value])], [new("k", "KU016", 2018, [value]), new("k", "KU111", 2018, [value, value with { Gender = "K" }])]);
        Assert.That(changes.Single().Municipality, Is.EqualTo("KU111"));
        Assert.That(changes.Single().Values.Select(v => (v.Gender, v.Value, v.IsDeleted)), Is.EqualTo(new[] { ("T", (double?)null, true), ("K", null, true) }));
    }

    [TestCase("kpi/unemployment/year/2018", 404, "unknown-kpi")]
    [TestCase("kpi/population/year/20x8", 400, "bad-parameter")]
    [TestCase("kpi/population/municipality/KU999", 400, "unknown-area")]
    [TestCase("kpi/population/year/2009?from_date=yesterday", 400, "bad-parameter")]
    [TestCase("kpi/population/year/2009?per_page=5001", 400, "bad-parameter")]
    [TestCase("?kpi=population", 400, "missing-parameter")]
    public async Task What_cannot_be_answered_says_why(string path, int status, string code) =>
        await SharedServer.Server.ProblemAsync(path[0] == '?' ? "/kolada/v3/data" + path : Data + path, status, code);
}
