using System.Text.Json;
using Api.Tests.Formats;
using Api.Tests.Lake;
using Insight.Warehouse.Publications;

namespace Api.Tests.Feeds;

/// <summary>Releases as Atom and iCalendar, read back by parsers that are not ours.</summary>
[TestFixture]
internal sealed class FeedTests
{
    private TestServer server = null!;
    private string first = "";
    private JsonElement seen;

    [OneTimeSetUp]
    public async Task ReadAsync()
    {
        var folder = TestServer.NewFolder();
        var lake = new LakeWriter(folder);
        (first, var second) = SmallLake.Write(lake);
        lake.Store.MakeCurrent("public", first, SmallLake.Second.AddDays(1), "rolled back: <wrong> & \"figures\"");
        var third = lake.Store.Manifest(second)! with
        {
            Id = "20260901T060000Z-eeeeeeee",
            Withdrawals = [new Withdrawal("gini", new DateOnly(2026, 9, 1), new DateOnly(2027, 1, 1), new Dictionary<string, string> { ["fi"] = "Lähde loppui.", ["sv"] = "Källan <upphörde> & slut.", ["en"] = "The source ended." }, "population")],
        };
        lake.Store.Write(third);
        lake.Store.MakeCurrent("public", third.Id, SmallLake.Second.AddDays(2), "published");
        server = await TestServer.StartAsync(folder);
        var files = Directory.CreateDirectory(Path.Combine(folder, "seen")).FullName;
        foreach (var ending in new[] { "atom", "ics" })
        {
            await File.WriteAllBytesAsync(Path.Combine(files, "releases." + ending), await server.Client.GetByteArrayAsync($"/v1/releases.{ending}?lang=sv"));
        }

        seen = await FormatReaders.ReadAsync(files);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public void The_Atom_feed_has_every_release_and_withdrawal_with_stable_ids()
    {
        var feed = seen.GetProperty("releases.atom");
        var entries = feed.GetProperty("rows").EnumerateArray().ToList();
        Assert.That(entries.Select(e => Text(e, "id")), Is.EqualTo(new[]
        {
            "urn:insight:release:20260901T060000Z-eeeeeeee:20260603T060000Z", $"urn:insight:release:{first}:20260602T060000Z",
            $"urn:insight:release:{entries[2].GetProperty("id").GetString()!.Split(':')[3]}:20260601T060000Z", $"urn:insight:release:{first}:20260115T060000Z", "urn:insight:withdrawal:gini:2027-01-01",
        }));
        Assert.Multiple(() =>
        {
            Assert.That(Text(feed.GetProperty("more"), "updated"), Does.StartWith("2026-06-03T06:00:00"));
            Assert.That(entries[0].GetRawText(), Does.Contain("3 reviderade").And.Contain(server.Client.BaseAddress + "v1/publications/20260901T060000Z-eeeeeeee"));
            Assert.That(entries[4].GetRawText(), Does.Contain("\\u003Cupphörde\\u003E \\u0026 slut.").Or.Contain("<upphörde> & slut."));
            Assert.That(entries.Select(e => Text(e, "updated")), Has.All.Not.Empty);
        });
    }

    [Test]
    public void The_calendar_has_the_releases_and_the_data_that_are_expected()
    {
        var calendar = seen.GetProperty("releases.ics");
        var events = calendar.GetProperty("rows").EnumerateArray().ToList();
        Assert.That(Text(calendar.GetProperty("more"), "name"), Is.EqualTo("Insight: publiceringar och väntade uppgifter"));
        Assert.That(events.Where(e => Text(e, "uid")!.StartsWith("urn:insight:release", StringComparison.Ordinal)).Select(e => Text(e, "start")), Is.EqualTo(new[] { "2026-06-03T06:00:00Z", "2026-06-02T06:00:00Z", "2026-06-01T06:00:00Z", "2026-01-15T06:00:00Z" }));
        Assert.That(events.Where(e => e.GetProperty("isDate").GetBoolean()).Select(e => Text(e, "uid")), Has.Some.StartsWith("statfin-year-"));
        Assert.That(events.Select(e => Text(e, "uid")), Is.Unique);
    }

    [Test]
    public async Task A_feed_that_did_not_change_is_not_sent_again()
    {
        foreach (var path in new[] { "/v1/releases.atom", "/v1/releases.ics" })
        {
            using var answer = await server.Client.GetAsync(path);
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            using var again = await server.Client.SendAsync(request);
            Assert.That((int)again.StatusCode, Is.EqualTo(304));
        }
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
