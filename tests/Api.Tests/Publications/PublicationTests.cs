using Api.Tests.Lake;
using Insight.Api.Publications;
using Microsoft.Extensions.DependencyInjection;

namespace Api.Tests.Publications;

/// <summary>Publications, what differs between them, and switching while serving.</summary>
[TestFixture]
internal sealed class PublicationTests
{
    private static TestServer Server => SharedServer.Server;

    [Test]
    public async Task They_are_listed_newest_first()
    {
        var answer = await Server.JsonAsync("/v1/publications");
        Assert.That(answer.GetProperty("current").GetString(), Is.EqualTo(SharedServer.Second));
        Assert.That(answer.GetProperty("publications").EnumerateArray().Select(p => p.GetProperty("id").GetString()), Is.EqualTo(new[] { SharedServer.Second, SharedServer.First }));
        Assert.That(answer.GetProperty("publications")[0].GetProperty("since").GetDateTimeOffset(), Is.EqualTo(SmallLake.Second));
        Assert.That(answer.GetProperty("publications")[0].GetProperty("changes").GetProperty("revised").GetInt64(), Is.EqualTo(3));
    }

    [Test]
    public async Task One_names_its_loads_and_versions()
    {
        var answer = await Server.JsonAsync("/v1/publications/" + SharedServer.First);
        Assert.That(answer.GetProperty("indicatorVersions")[0].GetProperty("id").GetString(), Is.EqualTo("unemployment-rate"));
        Assert.That(answer.GetProperty("loads").GetArrayLength(), Is.EqualTo(2));
    }

    [TestCase("")]
    [TestCase("?from=")]
    public async Task Differences_name_the_largest_movers(string query)
    {
        var answer = await Server.JsonAsync($"/v1/publications/{SharedServer.Second}/changes{(query.Length == 0 ? "" : query + SharedServer.First)}");
        Assert.That(answer.GetProperty("from").GetString(), Is.EqualTo(SharedServer.First));
        var yearly = answer.GetProperty("indicators").EnumerateArray().Single(d =>
            d.GetProperty("indicator").GetString() == "unemployment-rate" && d.GetProperty("frequency").GetString() == "year" && d.GetProperty("division").GetString() == "current");
        Assert.That(yearly.GetProperty("revised").GetInt64(), Is.EqualTo(1));
        Assert.That(yearly.GetProperty("movers")[0].GetProperty("area").GetString(), Is.EqualTo("KU111"));
        Assert.That(yearly.GetProperty("movers")[0].GetProperty("after").GetDouble(), Is.EqualTo(100.0 * 1158 / 8278));
    }

    [Test]
    public async Task A_server_without_a_publication_is_alive_and_not_ready_until_one_comes()
    {
        await using var server = await TestServer.StartAsync(TestServer.NewFolder());
        Assert.That((await server.JsonAsync("/health/live")).GetProperty("status").GetString(), Is.EqualTo("live"));
        await server.ProblemAsync("/health/ready", 503, "no-publication");
        await server.ProblemAsync("/v1/values?indicator=unemployment-rate", 503, "no-publication");

        var (_, second) = SmallLake.Write(new LakeWriter(server.Folder));
        server.Services.GetRequiredService<PublicationShelf>().Refresh();
        Assert.That((await server.JsonAsync("/health/ready")).GetProperty("publication").GetString(), Is.EqualTo(second));
    }

    [Test]
    public async Task Rolling_back_switches_answers_and_tags_and_a_broken_pointer_changes_nothing()
    {
        await using var server = await TestServer.StartAsync(TestServer.NewFolder());
        var lake = new LakeWriter(server.Folder);
        var (first, _) = SmallLake.Write(lake);
        var shelf = server.Services.GetRequiredService<PublicationShelf>();
        shelf.Refresh();
        const string question = "/v1/values?indicator=unemployment-rate&area=KU111&period=2018";
        using var before = await server.Client.GetAsync(question);
        var tag = before.Headers.ETag!;

        lake.Store.MakeCurrent("public", first, SmallLake.Second.AddDays(1), "rolled back: wrong figures");
        shelf.Refresh();
        using var request = new HttpRequestMessage(HttpMethod.Get, question);
        request.Headers.IfNoneMatch.Add(tag);
        using var after = await server.Client.SendAsync(request);
        Assert.That((int)after.StatusCode, Is.EqualTo(200));
        Assert.That(await after.Content.ReadAsStringAsync(), Does.Contain(first));

        await File.WriteAllTextAsync(lake.Store.PointerPath("public"), "{ not json");
        shelf.Refresh();
        Assert.That((await server.JsonAsync("/health/ready")).GetProperty("publication").GetString(), Is.EqualTo(first));
    }

    [Test]
    public async Task The_pointer_is_watched_without_being_told()
    {
        var clock = new ManualClock();
        await using var server = await TestServer.StartAsync(TestServer.NewFolder(), builder => builder.Services.AddSingleton<TimeProvider>(clock));
        await server.ProblemAsync("/health/ready", 503, "no-publication");
        SmallLake.Write(new LakeWriter(server.Folder));
        await server.ProblemAsync("/health/ready", 503, "no-publication");
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That((await server.JsonAsync("/health/ready")).GetProperty("publication").GetString(), Is.Not.Null);
    }

    private sealed class ManualClock : TimeProvider
    {
        private long ticks = TimeSpan.TicksPerDay;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref ticks);

        public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
    }
}
