using System.Text.Json;
using Insight.Etl.Commands;

namespace Journey.Tests;

/// <summary>A server that starts over files that changed since the last publication: what is right in them counts at once, what is wrong is said and hinders no reader.</summary>
[TestFixture]
internal sealed class NewFilesTests
{
    private VolunteerSource source = null!;

    [SetUp]
    public async Task PublishAsync()
    {
        source = new VolunteerSource();
        source.Deliver("KU016,2024,40", "KU091,2024,510", "KU111,2024,70");
        Assert.That(await InsightCommand.Create().Parse(["run", "volunteers", "--data", source.Folder]).InvokeAsync(), Is.EqualTo(ExitCode.Done));
    }

    [TearDown]
    public void Remove() => source.Dispose();

    [Test]
    public async Task Who_is_to_deliver_to_a_new_source_stands_in_the_calendar_before_anything_is_published_of_it()
    {
        source.Write("definitions/sources/Clubs/source.yml", """
            id: clubs
            names: {fi: Kerhot, sv: Klubbar, en: Clubs}
            producer: Nobody; invented for a test
            licence: CC0-1.0
            synthetic: true
            connector: described
            origin: deliveries
            datasets:
              - id: clubs
                frequency: year
                division: 2026-01-01
                measures: [{name: clubs, unit: items, additive: true}]
            settings:
              files: [{name: "clubs_{area}.csv", dataset: clubs}]
              municipalities: {"016": {}, "111": {}}
            """);
        await using var server = await JourneyServer.StartAsync(source.Folder);
        await ReadByTheWorkerAsync(server);
        var clubs = (await server.JsonAsync("/v1/deliveries?source=clubs")).GetProperty("sources").EnumerateArray().Single();
        Assert.That((clubs.GetProperty("expected").GetInt32(), clubs.GetProperty("lastPeriod").ValueKind), Is.EqualTo((2, JsonValueKind.Null)));
        Assert.That(clubs.GetProperty("missingMunicipalities").EnumerateArray().Select(m => m.GetProperty("area").GetString()), Is.EqualTo(new[] { "KU016", "KU111" }));
        Assert.That(await server.Client.GetStringAsync("/v1/deliveries.ics?source=clubs&lang=en"), Does.Contain("Clubs: Heinola has not delivered yet"));
    }

    [Test]
    public async Task A_start_over_wrong_files_serves_what_is_published_and_says_since_when_and_what_is_wrong()
    {
        source.Write("definitions/sources/Clubs/source.yml", "id: clubs\nnames: {fi: Ker");
        await using var server = await JourneyServer.StartAsync(source.Folder);
        var alert = await AlertAsync(server, "sv");
        Assert.That(alert.GetProperty("message").GetString(), Does.StartWith("Filer är felaktiga, så att inget läses in förrän de har rättats; det som är publicerat visas som förut: ").And.Contain("Clubs/source.yml:"));
        Assert.That((await server.JsonAsync("/v1/sources")).GetProperty("filesWrongSince").GetDateTimeOffset(), Is.EqualTo(alert.GetProperty("since").GetDateTimeOffset()));
        Assert.That(await server.ValueAsync("indicator=volunteers&area=KU091&period=2024"), Is.EqualTo(510));
    }

    /// <summary>What the worker says of the files; it reads them when the server serves already.</summary>
    private static async Task<JsonElement> AlertAsync(JourneyServer server, string language)
    {
        while (true)
        {
            if ((await server.JsonAsync("/v1/alerts?kind=files&lang=" + language)).GetProperty("alerts").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } alert)
            {
                return alert;
            }
        }
    }

    /// <summary>Waits until the worker has read the files, as a question for what may be delivered does.</summary>
    private async Task ReadByTheWorkerAsync(JourneyServer server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/sources/clubs/files") { Headers = { Authorization = new("Bearer", File.ReadAllText(Path.Combine(source.Folder, "steward.key")).Trim()) } };
        using var response = await server.Client.SendAsync(request);
        Assert.That((int)response.StatusCode, Is.EqualTo(200), await response.Content.ReadAsStringAsync());
    }
}
