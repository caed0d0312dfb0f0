using System.Text.Json.Nodes;
using Api.Tests.Lake;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;
using Microsoft.Extensions.DependencyInjection;

namespace Api.Tests.Deliveries;

/// <summary>What is due when, and what is late, on a day that the test sets.</summary>
[TestFixture]
internal sealed class DeliveryTests
{
    private readonly SetClock clock = new() { Now = new DateTimeOffset(2026, 4, 20, 9, 0, 0, TimeSpan.Zero) };
    private TestServer server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        var folder = TestServer.NewFolder();
        var lake = new LakeWriter(folder);
        lake.Publish(LakeWriter.FirstDay,
        [
            LakeWriter.Indicator(
                "unemployment-rate", "RATIO", [lake.Slice(Frequency.Monthly, Rows("('KU016','2026-02',1)", "('KU111','2026-02',1)", "('KU560','2025-12',1)", "('KU098','2026-01',1)", "('KU098','2026-02',NULL)", "('MK07','2026-02',1)"))],
                definition: JsonNode.Parse("""{"lag_days": 25}""")),
            LakeWriter.Indicator("population", "SUM", [lake.Slice(Frequency.Annual, Rows("('KU016','2025',1)"))], definition: JsonNode.Parse("""{"lag_days": 90}""")),
            LakeWriter.Indicator("gini", "NOT-AGGREGABLE", []),
        ]);
        server = await TestServer.StartAsync(folder, builder => builder.Services.AddSingleton<TimeProvider>(clock));
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase("2026-04-20", "2026-02", "on-time", 0, Description = "March is due 25 days after its end, on 25 April")]
    [TestCase("2026-04-25", "2026-03", "on-time", 0, Description = "on the day itself nothing is late")]
    [TestCase("2026-04-28", "2026-03", "late", 3)]
    [TestCase("2026-06-30", "2026-05", "late", 66)]
    public async Task A_period_is_due_by_its_lag(string day, string expected, string state, int daysLate)
    {
        clock.Now = DateTimeOffset.Parse(day + "T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        var monthly = (await server.JsonAsync("/v1/deliveries?source=statfin")).GetProperty("sources").EnumerateArray().Single(s => s.GetProperty("frequency").GetString() == "month");
        Assert.Multiple(() =>
        {
            Assert.That(monthly.GetProperty("lastPeriod").GetString(), Is.EqualTo("2026-02"));
            Assert.That(monthly.GetProperty("expectedPeriod").GetString(), Is.EqualTo(expected));
            Assert.That((monthly.GetProperty("state").GetString(), monthly.GetProperty("daysLate").GetInt32()), Is.EqualTo((state, daysLate)));
            Assert.That((monthly.GetProperty("nextPeriod").GetString(), monthly.GetProperty("nextDue").GetString()), Is.EqualTo(("2026-03", "2026-04-25")));
        });
    }

    [Test]
    public async Task Municipalities_that_had_figures_and_lack_the_last_period_are_named()
    {
        var monthly = (await server.JsonAsync("/v1/deliveries")).GetProperty("sources").EnumerateArray().Single(s => s.GetProperty("frequency").GetString() == "month");
        Assert.That(monthly.GetProperty("municipalities").GetInt32(), Is.EqualTo(2));
        Assert.That(monthly.GetProperty("missingMunicipalities").EnumerateArray().Select(m => $"{m.GetProperty("area").GetString()} {m.GetProperty("lastPeriod").GetString()}"), Is.EqualTo(new[] { "KU098 2026-01", "KU560 2025-12" }));
    }

    [Test]
    public async Task Who_is_to_deliver_and_never_did_is_named_with_since_when_also_where_nobody_did()
    {
        var folder = TestServer.NewFolder();
        var lake = new LakeWriter(folder);
        string[] areas = ["KU016", "KU098", "KU111"];
        lake.Publish(
            LakeWriter.FirstDay,
            [
                LakeWriter.Indicator("absences", "RATIO", [lake.Slice(Frequency.Monthly, Rows("('KU016','2026-01',1)", "('KU016','2026-02',1)", "('KU098','2025-12',1)"))], definition: JsonNode.Parse("""{"lag_days": 15}""")) with { Sources = ["staff-absence"] },
            ],
            expected: [.. areas.SelectMany(a => new[] { Frequency.Annual, Frequency.Monthly }, (a, f) => new ExpectedDelivery(a, f, 30, new DateOnly(2026, 2, 1)))]);
        await using var own = await TestServer.StartAsync(folder, builder => builder.Services.AddSingleton<TimeProvider>(clock));
        clock.Now = new DateTimeOffset(2026, 4, 10, 0, 0, 0, TimeSpan.Zero);
        var sources = (await own.JsonAsync("/v1/deliveries?source=staff-absence&state=late")).GetProperty("sources").EnumerateArray().ToList();
        Assert.That(sources.Select(s => $"{s.GetProperty("frequency").GetString()} {s.GetProperty("lastPeriod").GetString()} {s.GetProperty("nextPeriod").GetString()} {s.GetProperty("nextDue").GetString()} {s.GetProperty("daysLate").GetInt32()} {s.GetProperty("municipalities").GetInt32()}/{s.GetProperty("expected").GetInt32()}"), Is.EqualTo(new[]
        {
            "year  2025 2026-02-01 68 0/3", "month 2026-02 2026-03 2026-04-15 68 1/3",
        }), "a year that nobody delivered, and a month that is not due yet but lacks Heinola since February");
        Assert.That(sources.Select(s => string.Join(", ", s.GetProperty("missingMunicipalities").EnumerateArray().Select(m => $"{m.GetProperty("area").GetString()} {m.GetProperty("state").GetString()} {m.GetProperty("since").GetString()}"))), Is.EqualTo(new[]
        {
            "KU016 missing 2026-02-01, KU098 missing 2026-02-01, KU111 missing 2026-02-01", "KU098 late 2026-02-15, KU111 missing 2026-02-01",
        }));
        var events = (await own.Client.GetStringAsync("/v1/deliveries.ics?lang=en&source=staff-absence")).Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        Assert.That(events, Has.Member("SUMMARY;LANGUAGE=en:Absences: Heinola has not delivered yet").And.Member("SUMMARY;LANGUAGE=en:Absences: Hollola is late (2025-12)"));
        Assert.That(events.Count(line => line.StartsWith("UID:", StringComparison.Ordinal)), Is.EqualTo(events.Where(line => line.StartsWith("UID:", StringComparison.Ordinal)).Distinct().Count()));
    }

    [Test]
    public async Task Each_indicator_tells_how_fresh_it_is_and_what_is_late_can_be_asked_for()
    {
        clock.Now = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        var all = (await server.JsonAsync("/v1/deliveries")).GetProperty("indicators").EnumerateArray().Select(i => $"{i.GetProperty("indicator").GetString()} {i.GetProperty("lastPeriod").GetString()} {i.GetProperty("state").GetString()} {i.GetProperty("nextDue").GetString()}");
        Assert.That(all, Is.EqualTo(new[] { "population 2025 on-time 2027-03-31", "unemployment-rate 2026-02 late 2026-04-25" }));
        var late = await server.JsonAsync("/v1/deliveries?state=late");
        Assert.That(late.GetProperty("indicators").GetArrayLength(), Is.EqualTo(1));
        Assert.That(late.GetProperty("sources")[0].GetProperty("lateIndicators")[0].GetString(), Is.EqualTo("unemployment-rate"));
        await server.ProblemAsync("/v1/deliveries?state=lost", 400, "bad-parameter");
    }

    [Test]
    public async Task A_survey_of_every_second_year_is_due_every_second_year_and_a_series_that_ended_is_never_late()
    {
        var folder = TestServer.NewFolder();
        var lake = new LakeWriter(folder);
        lake.Publish(LakeWriter.FirstDay,
        [
            LakeWriter.Indicator("survey", "RATIO", [lake.Slice(Frequency.Annual, Rows("('KU016','2019',1)", "('KU016','2021',1)", "('KU016','2023',1)"))], definition: JsonNode.Parse("""{"lag_days": 100}""")),
            LakeWriter.Indicator("over", "SUM", [lake.Slice(Frequency.Annual, Rows("('KU016','2017',1)", "('KU016','2018',1)"))], definition: JsonNode.Parse("""{"lag_days": 90, "effective": {"to": "2018-12-31"}}""")),
            LakeWriter.Indicator("cut-off", "SUM", [lake.Slice(Frequency.Annual, Rows("('KU016','2015',1)", "('KU016','2016',1)"))], definition: JsonNode.Parse("""{"lag_days": 90, "effective": {"to": "2018-12-31"}}""")),
        ]);
        await using var own = await TestServer.StartAsync(folder, builder => builder.Services.AddSingleton<TimeProvider>(clock));
        clock.Now = new DateTimeOffset(2026, 4, 5, 0, 0, 0, TimeSpan.Zero);
        Assert.That(await FreshnessAsync(own), Is.EqualTo(new[] { "cut-off 2016 late", "over 2018 on-time", "survey 2023 on-time" }), "2025 of the survey is due on 10 April, and 2024 never");
        clock.Now = new DateTimeOffset(2026, 4, 12, 0, 0, 0, TimeSpan.Zero);
        Assert.That(await FreshnessAsync(own), Is.EqualTo(new[] { "cut-off 2016 late", "over 2018 on-time", "survey 2023 late" }));
        await using var ended = await TestServer.StartAsync(FolderOf(lake => LakeWriter.Indicator(
            "over", "SUM", [lake.Slice(Frequency.Annual, Rows("('KU016','2018',1)"))], definition: JsonNode.Parse("""{"lag_days": 90, "effective": {"to": "2018-12-31"}}"""))));
        Assert.That(await ended.Client.GetStringAsync("/v1/deliveries.ics"), Does.Not.Contain("BEGIN:VEVENT"));
        await using var biennial = await TestServer.StartAsync(
            FolderOf(lake => LakeWriter.Indicator("survey", "RATIO", [lake.Slice(Frequency.Annual, Rows("('KU016','2021',1)", "('KU016','2023',1)"))], definition: JsonNode.Parse("""{"lag_days": 100}"""))),
            builder => builder.Services.AddSingleton<TimeProvider>(clock));
        Assert.That((await biennial.Client.GetStringAsync("/v1/deliveries.ics")).Split("\r\n").Where(line => line.StartsWith("UID", StringComparison.Ordinal)), Is.EqualTo(new[] { "UID:statfin-year-2025@insight" }));
    }

    private static string FolderOf(Func<LakeWriter, PublishedIndicator> indicator)
    {
        var folder = TestServer.NewFolder();
        var lake = new LakeWriter(folder);
        lake.Publish(LakeWriter.FirstDay, [indicator(lake)]);
        return folder;
    }

    private static async Task<IEnumerable<string>> FreshnessAsync(TestServer server) => (await server.JsonAsync("/v1/deliveries")).GetProperty("indicators").EnumerateArray()
        .Select(i => $"{i.GetProperty("indicator").GetString()} {i.GetProperty("lastPeriod").GetString()} {i.GetProperty("state").GetString()}").ToList();

    /// <summary>The dashboard's tests read the same file back with an iCalendar library.</summary>
    [Test]
    public async Task The_calendar_is_iCalendar()
    {
        clock.Now = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        using var response = await server.Client.GetAsync("/v1/deliveries.ics?lang=sv");
        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/calendar; charset=utf-8"));
        var text = await response.Content.ReadAsStringAsync();
        var file = Path.Combine(Repository.Root, "tests", "Api.Tests", "Deliveries", "deliveries.ics");
        if (Environment.GetEnvironmentVariable("INSIGHT_WRITE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(file, text.ReplaceLineEndings("\n"));
        }

        Assert.That(text.ReplaceLineEndings("\n"), Is.EqualTo((await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n")));
        Assert.That(text.Replace("\r\n", "", StringComparison.Ordinal), Does.Not.Contain("\n").And.Not.Contain("\r"), "lines end with CRLF");
        Assert.That(text.Split("\r\n").Select(System.Text.Encoding.UTF8.GetByteCount), Is.All.LessThanOrEqualTo(75));
    }

    private static string Rows(params string[] rows) =>
        $"SELECT area, period, value::DOUBLE AS value, value::DOUBLE AS numerator, 1.0::DOUBLE AS denominator, CASE WHEN value IS NULL THEN 'unknown' END AS status, NULL::INTEGER AS members, NULL::INTEGER AS members_present, 1 AS load FROM (VALUES {string.Join(", ", rows)}) AS t(area, period, value) ORDER BY area, period";

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
