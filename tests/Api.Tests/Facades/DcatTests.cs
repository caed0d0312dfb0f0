using System.Text.Json;
using Api.Tests.Formats;

namespace Api.Tests.Facades;

/// <summary>The catalogue of open data keeps to the rules of DCAT-AP 3, as a SHACL validator that is not ours reads them.</summary>
[TestFixture]
internal sealed class DcatTests
{
    private JsonElement catalogue;
    private string turtle = "";

    [OneTimeSetUp]
    public async Task ReadAsync()
    {
        var folder = Directory.CreateTempSubdirectory("insight-dcat-").FullName;
        turtle = await FacadeClient.Http.GetStringAsync("/catalog.ttl");
        await File.WriteAllTextAsync(Path.Combine(folder, "catalog.ttl"), turtle);
        await File.WriteAllTextAsync(Path.Combine(folder, "catalog.jsonld"), await FacadeClient.Http.GetStringAsync("/catalog.jsonld"));
        catalogue = (await FormatReaders.ReadAsync(folder, "metadata.mjs")).GetProperty("catalog");
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void It_breaks_no_rule() => Assert.That(catalogue.GetProperty("findings").EnumerateArray().Select(f => f.GetString()), Is.Empty);

    [Test]
    public void The_rules_can_be_broken() => Assert.That(catalogue.GetProperty("broken").EnumerateObject().Select(b => b.Value.GetInt32()), Is.All.GreaterThan(0));

    [Test]
    public void Turtle_and_json_ld_say_the_same()
    {
        Assert.That(catalogue.GetProperty("onlyInTurtle").EnumerateArray().Select(f => f.GetString()), Is.Empty);
        Assert.That(catalogue.GetProperty("onlyInJsonLd").EnumerateArray().Select(f => f.GetString()), Is.Empty);
        Assert.That(catalogue.GetProperty("statements").GetInt32(), Is.GreaterThan(300));
    }

    [Test]
    public async Task Every_distribution_can_be_had_and_invented_figures_say_so()
    {
        var addresses = turtle.Split('\n').Where(line => line.Contains("dcat:downloadURL", StringComparison.Ordinal)).Select(line => line.Split('<', '>')[1]).ToList();
        Assert.That(addresses, Has.Count.EqualTo(3 * 8));
        foreach (var address in addresses)
        {
            using var response = await FacadeClient.Http.GetAsync(address);
            Assert.That((int)response.StatusCode, Is.EqualTo(200), address);
        }

        Assert.That(turtle, Does.Contain("\"invented figures\"@en").And.Contain("Siffrorna är påhittade"));
    }

    [TestCase("text/turtle", "text/turtle")]
    [TestCase("application/ld+json", "application/ld+json")]
    [TestCase("text/html, */*;q=0.1", "application/ld+json")]
    public async Task The_form_is_negotiated(string accept, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/dcat");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await FacadeClient.Http.SendAsync(request);
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo(type));
        Assert.That(response.Headers.ETag, Is.Not.Null);
    }
}
