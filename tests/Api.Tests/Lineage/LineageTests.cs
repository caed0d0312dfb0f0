using Api.Tests.Lake;

namespace Api.Tests.Lineage;

/// <summary>One number back to what it was made of.</summary>
[TestFixture]
internal sealed class LineageTests
{
    private static TestServer Server => SharedServer.Server;

    [Test]
    public async Task A_number_leads_to_components_statement_loads_and_landing()
    {
        var answer = await Server.JsonAsync("/v1/lineage?indicator=unemployment-rate&area=111&period=2018-12");
        Assert.Multiple(() =>
        {
            var ratio = answer.GetProperty("numerator").GetDouble() / answer.GetProperty("denominator").GetDouble();
            Assert.That(answer.GetProperty("multiplier").GetDouble() * ratio, Is.EqualTo(answer.GetProperty("value").GetDouble()).Within(1e-12));
            Assert.That(answer.GetProperty("formula").GetString(), Is.EqualTo("share(unemployed, labour_force)"));
            Assert.That(answer.GetProperty("sql").GetString(), Does.Contain("VALUES"));
            Assert.That(answer.GetProperty("status").GetString(), Is.Null);
            Assert.That(answer.GetProperty("inputs")[0].GetRawText(), Is.EqualTo(
                """{"name":"unemployed","dataSet":"employment-register","measure":"unemployed","where":{"sex":["total"]},"lastLoad":2}"""));
            Assert.That(answer.GetProperty("loads")[0].GetProperty("sha256").GetString(), Is.EqualTo(new string('b', 64)));
            Assert.That(answer.GetProperty("loads")[0].GetProperty("landing").GetString(), Is.EqualTo("landing/statfin/" + new string('b', 64)));
            Assert.That(answer.GetProperty("loads")[0].GetProperty("url").GetString(), Is.EqualTo("https://example.invalid/12r5"));
        });
    }

    [Test]
    public async Task An_aggregate_leads_to_its_members()
    {
        var answer = await Server.JsonAsync("/v1/lineage?indicator=unemployment-rate&area=network:paijat-hame-4&period=2018");
        Assert.That(answer.GetProperty("status").GetString(), Is.EqualTo("member-missing"));
        Assert.That(answer.GetProperty("memberCount").GetRawText(), Is.EqualTo("""{"of":4,"present":2}"""));
        Assert.That(answer.GetProperty("members").EnumerateArray().Select(m => m.GetProperty("area").GetString()), Is.EqualTo(new[] { "KU016", "KU111", "KU560" }));
        Assert.That(answer.GetProperty("members")[2].GetProperty("status").GetString(), Is.EqualTo("confidential"));
    }

    [Test]
    public async Task Breakdowns_default_to_the_total()
    {
        var total = await Server.JsonAsync("/v1/lineage?indicator=population&area=KU111&period=2009");
        Assert.That(total.GetProperty("breakdown").GetProperty("sex").GetString(), Is.EqualTo("total"));
        var female = await Server.JsonAsync("/v1/lineage?indicator=population&area=KU111&period=2009&sex=female");
        Assert.That(female.GetProperty("value").GetDouble(), Is.EqualTo(10073));
    }

    [Test]
    public async Task What_was_current_then_is_explained_as_of_then()
    {
        var answer = await Server.JsonAsync("/v1/lineage?indicator=unemployment-rate&area=KU111&period=2018&asOf=2026-02-01");
        Assert.That(answer.GetProperty("numerator").GetDouble(), Is.EqualTo(1100));
    }
}
