using System.Text.Json;
using Api.Tests.Lake;
using Insight.Api.Publications;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;
using Microsoft.Extensions.DependencyInjection;

namespace Api.Tests.Revisions;

/// <summary>A client that applies the changes to its copy has the new publication, row by row.</summary>
[TestFixture]
internal sealed class ChangesTests
{
    private const int KeyColumns = 6;

    private TestServer server = null!;
    private List<string> publications = null!;

    /// <summary>Four publications in which cells are added, revised, withdrawn, hidden, dropped, broken, and indicators and breakdowns come and go.</summary>
    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var folder = TestServer.NewFolder();
        var lake = new LakeWriter(folder);
        var random = new Random(5);
        publications = [];
        for (var p = 0; p < 4; p++)
        {
            publications.Add(lake.Publish(LakeWriter.FirstDay.AddMonths(p), Indicators(lake, random, p), publications.LastOrDefault()));
        }

        server = await TestServer.StartAsync(folder);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase(0, 1)]
    [TestCase(1, 2)]
    [TestCase(0, 3)]
    [TestCase(3, 1, Description = "back again, as after rolling back")]
    public async Task A_copy_stays_exact(int from, int to)
    {
        foreach (var format in new[] { "csv", "jsonl" })
        {
            var copy = Keyed(await LinesAsync($"/v1/export?asOf={publications[from]}&format={format}"), format);
            foreach (var (key, line) in Keyed(await LinesAsync($"/v1/changes?since={publications[from]}&to={publications[to]}&format={format}"), format))
            {
                Apply(copy, key, line, format);
            }

            Assert.That(copy.Values.Order(), Is.EqualTo(Keyed(await LinesAsync($"/v1/export?asOf={publications[to]}&format={format}"), format).Values.Order()), format);
        }
    }

    [Test]
    public async Task The_copy_is_what_the_values_say()
    {
        var rows = (await LinesAsync($"/v1/export?format=jsonl&indicator=b")).Select(line => JsonDocument.Parse(line).RootElement).Where(r => r.GetProperty("division").GetString() == "current").ToList();
        var values = (await server.JsonAsync("/v1/values?indicator=b&sex=all&include=components")).GetProperty("rows").EnumerateArray().ToDictionary(r => (Text(r, "area"), Text(r, "period"), Text(r, "sex")));
        Assert.That(rows, Is.Not.Empty);
        foreach (var row in rows)
        {
            var value = values[(Text(row, "area"), Text(row, "period"), Text(row.GetProperty("breakdown"), "sex"))];
            Assert.That(row.GetProperty("value").ToString(), Is.EqualTo(value.GetProperty("value").ToString()));
            Assert.That(row.GetProperty("numerator").ToString(), Is.EqualTo(value.GetProperty("numerator").ToString()));
            Assert.That(row.TryGetProperty("status", out var status) ? status.GetString() : null, Is.EqualTo(value.TryGetProperty("status", out var told) ? told.GetString() : null));
        }
    }

    [Test]
    public async Task Json_says_which_indicators_changed_and_where_to_go_on()
    {
        var answer = await server.JsonAsync($"/v1/changes?since={publications[0]}&to={publications[2]}");
        Assert.That(answer.GetProperty("token").GetString(), Is.EqualTo(publications[2]));
        Assert.That(
            answer.GetProperty("indicators").EnumerateArray().Select(i => Text(i, "indicator") + " " + Text(i, "change")),
            Is.EqualTo(new[] { "a changed", "b changed", "gone removed", "new added" }));
        Assert.That((await server.JsonAsync($"/v1/changes?since={publications[3]}")).GetProperty("indicators").GetArrayLength(), Is.Zero, "nothing since the current one");
        Assert.That((await server.JsonAsync("/v1/changes?since=2026-02-20&to=2026-03-20")).GetProperty("from").GetString(), Is.EqualTo(publications[1]), "days work as well");
    }

    [Test]
    public async Task A_bad_question_is_named()
    {
        await server.ProblemAsync("/v1/changes", 400, "missing-parameter");
        var unknown = await server.ProblemAsync("/v1/changes?since=" + publications[0][..^1] + "x", 400, "unknown-publication");
        Assert.That((Text(unknown, "parameter"), unknown.GetProperty("suggestions")[0].GetString()), Is.EqualTo(("since", publications[0])));
        await server.ProblemAsync($"/v1/changes?since={publications[0]}&indicator=c", 400, "unknown-indicator");
        await server.ProblemAsync("/v1/changes?since=2020-01-01", 404, "no-publication");
    }

    private static List<PublishedIndicator> Indicators(LakeWriter lake, Random random, int publication)
    {
        var list = new List<PublishedIndicator>
        {
            LakeWriter.Indicator("a", "SUM", [lake.Slice(Frequency.Annual, SmallLake.Table("", Rows(random, "")))]),
            LakeWriter.Indicator("b", "RATIO", [lake.Slice(Frequency.Annual, SmallLake.Table("sex, ", Rows(random, "'male',").Concat(Rows(random, "'total',"))))], ["sex"]),
        };
        list.Add(publication < 2
            ? LakeWriter.Indicator("gone", "SUM", [lake.Slice(Frequency.Monthly, SmallLake.Table("", ["('KU016','2018-01',1,1,NULL,NULL,NULL,NULL,1)"]))])
            : LakeWriter.Indicator("new", "SUM", [lake.Slice(Frequency.Annual, SmallLake.Table("", Rows(random, "")) , "as-delivered")], publication == 2 ? [] : null));
        return list;
    }

    private static IEnumerable<string> Rows(Random random, string members) => new[] { "KU016", "KU098", "KU111", "MK07" }.SelectMany(area => Enumerable.Range(2015, 6).Where(_ => random.Next(6) > 0)
        .Select(year => $"('{area}','{year}',{members}{Figures(random)},{random.Next(1, 3)})"));

    private static string Figures(Random random) => random.Next(6) switch
    {
        0 => "NULL,NULL,NULL,'confidential',NULL,NULL",
        1 => "NULL,NULL,NULL,'member-missing',4,2",
        2 => "10,10,100,'provisional',NULL,NULL",
        3 => $"{LakeWriter.Number(random.NextDouble())},{random.Next(9)},100,NULL,3,3",
        _ => $"{random.Next(4)},{random.Next(4)},100,NULL,NULL,NULL",
    };

    private static void Apply(Dictionary<string, string> copy, string key, string line, string format)
    {
        if (line.StartsWith(format == "csv" ? "delete" : "{\"operation\":\"delete\"", StringComparison.Ordinal))
        {
            Assert.That(copy.Remove(key), "what is gone was there: " + key);
            return;
        }

        copy[key] = format == "csv" ? line["upsert,".Length..] : line.Replace("\"operation\":\"upsert\",", "", StringComparison.Ordinal);
    }

    /// <summary>Lines by what makes a row one: indicator, division, frequency, area, period, breakdown.</summary>
    private static Dictionary<string, string> Keyed(List<string> lines, string format) => lines.ToDictionary(line => format == "csv" ? KeyOfCsv(line) : KeyOfJson(line));

    private static string KeyOfCsv(string line) => string.Join(',', line.Split(',').SkipWhile(field => field is "upsert" or "delete").Take(KeyColumns));

    private static string KeyOfJson(string line)
    {
        var row = JsonDocument.Parse(line).RootElement;
        return string.Join('|', new[] { "indicator", "division", "frequency", "area", "period" }.Select(name => Text(row, name)).Append(row.TryGetProperty("breakdown", out var members) ? members.GetRawText() : ""));
    }

    private async Task<List<string>> LinesAsync(string path)
    {
        var text = await server.Client.GetStringAsync(path);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r')).Where(line => !line.EndsWith("members_present,break", StringComparison.Ordinal))];
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
