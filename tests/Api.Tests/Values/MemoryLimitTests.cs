using Api.Tests.Lake;
using Insight.Api.Values;
using Insight.Warehouse.Periods;
using Microsoft.Extensions.DependencyInjection;

namespace Api.Tests.Values;

/// <summary>Less memory makes the server slower, never wrong.</summary>
[TestFixture]
internal sealed class MemoryLimitTests
{
    private const int Megabyte = 1024 * 1024;

    [TestCase(1, 8, 1, 200, Description = "one slice of 650 kB at a time")]
    [TestCase(64, 13, 10, 14, Description = "71 MB of values: one slice or two do not fit")]
    public async Task Answers_are_the_same_when_not_all_slices_fit_into_memory(int megabytes, int indicators, int members, int questions)
    {
        var folder = TestServer.NewFolder();
        var lake = new LakeWriter(folder);
        lake.Publish(LakeWriter.FirstDay, [.. Enumerable.Range(0, indicators).Select(i => Large(lake, i, members))]);
        await using var server = await TestServer.StartAsync(folder, null, "--slice-memory", megabytes.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var cache = server.Services.GetRequiredService<SliceCache>();
        await Parallel.ForEachAsync(Enumerable.Range(0, questions), async (n, _) =>
        {
            var (indicator, year) = (n * 5 % indicators, 2000 + (n % 20));
            var answer = await server.JsonAsync($"/v1/values?indicator=large-{indicator}&area=KU016&period={year}-07&part={n % members}");
            var value = answer.GetProperty("rows")[0].GetProperty("value").GetDouble();
            Assert.That(value, Is.EqualTo((indicator * 100_000) + year + (n % members * 0.25) + 0.5));
            Assert.That(cache.Bytes, Is.LessThanOrEqualTo(megabytes * (long)Megabyte));
        });
        Assert.That(cache.Count, Is.LessThan(indicators));
    }

    /// <summary>300 municipalities × 20 years × 12 months: about 650 kB in memory for each member.</summary>
    private static Insight.Warehouse.Publications.PublishedIndicator Large(LakeWriter lake, int number, int members) => LakeWriter.Indicator(
        $"large-{number}",
        "SUM",
        [
            lake.Slice(
                Frequency.Monthly,
                $"""
                SELECT 'KU' || lpad(area::VARCHAR, 3, '0') AS area, year || '-' || lpad(month::VARCHAR, 2, '0') AS period,
                       part::VARCHAR AS part, ({number} * 100000 + year + part * 0.25 + 0.5)::DOUBLE AS value, NULL::DOUBLE AS numerator, NULL::DOUBLE AS denominator, NULL::VARCHAR AS status,
                       NULL::INTEGER AS members, NULL::INTEGER AS members_present, 1::INTEGER AS load
                FROM range(1, 301) AS a(area), range(2000, 2020) AS y(year), range(1, 13) AS m(month), range(0, {members}) AS p(part)
                ORDER BY area, part, period
                """),
        ],
        ["part"]);
}
