using System.Text.Json.Nodes;
using Insight.Indicators.Comparison;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Api.Tests.Lake;

/// <summary>
/// Invented figures to forecast: a rate of 30 municipalities for some years with growth, cycles and noise of a fixed recipe, the network's
/// sums, an indicator that cannot be taken apart, and counts by sex.
/// </summary>
internal static class ForecastLake
{
    public const int FirstYear = 2008;

    private static readonly string[] Network = ["KU016", "KU098", "KU111", "KU560"];

    private static readonly string[] Municipalities = [.. Network, .. AreaDirectory.BuiltIn.Areas
        .Where(a => a.Level == AreaLevel.Municipality && a.ValidTo is null && !Network.Contains(a.Id)).Select(a => a.Id).Take(26)];

    /// <summary>Publishes the figures of years up to one.</summary>
    public static string Publish(LakeWriter lake, DateTimeOffset at, int lastYear, string? previous = null) => lake.Publish(at, [Rate(lake, lastYear), Index(lake, lastYear), Counts(lake, lastYear)], previous, Targets);

    private static readonly Target[] Targets =
    [
        OfRate("KU098", 2030, 5.0), OfRate("KU098", 2026, 6.5), OfRate("KU560", 2026, 5.0) with { DefinitionVersion = 77 }, OfRate("KU016", 2026, 40.0),
    ];

    private static Target OfRate(string area, int year, double value) => new(
        $"{area}:unemployment-rate:{year}", area, "unemployment-rate", 1, new TargetBaseline(2010, 90.0, "2026"), year, value, TargetPath.Linear, [], "Council, § 12", true, new Dictionary<string, string>());

    /// <summary>The unemployed of a municipality, by its place in the list.</summary>
    public static double Unemployed(int place, int year) =>
        (200.0 + 10.0 * place) * (1.0 + 0.01 * (year - FirstYear) + 0.08 * Math.Sin(0.7 * (year - FirstYear) + 0.3 * place) + 0.02 * Math.Sin(37.0 * place + 11.0 * year));

    private static double LabourForce(int place, int year) => 3000.0 + 100.0 * place + 5.0 * (year - FirstYear);

    private static PublishedIndicator Rate(LakeWriter lake, int lastYear)
    {
        var own = Municipalities.SelectMany((area, i) => Years(lastYear).Select(y => Row(area, y, Unemployed(i, y), LabourForce(i, y), "NULL,NULL")));
        var network = Years(lastYear).Select(y => Row("network:paijat-hame-4", y, Enumerable.Range(0, 4).Sum(i => Unemployed(i, y)), Enumerable.Range(0, 4).Sum(i => LabourForce(i, y)), "4,4"));
        return LakeWriter.Indicator("unemployment-rate", "RATIO", [lake.Slice(Frequency.Annual, SmallLake.Table("", own.Concat(network)))], definition: JsonNode.Parse("""
            {"breaks":[{"from":"2011-01-01","areas":["KU560"],"reason":{"fi":"Uusi tilasto","sv":"Ny statistik","en":"New statistics"}}]}
            """));
    }

    private static PublishedIndicator Index(LakeWriter lake, int lastYear) => LakeWriter.Indicator("gini", "NOT-AGGREGABLE", [lake.Slice(Frequency.Annual, SmallLake.Table("",
        Municipalities.Take(12).SelectMany((area, i) => Years(lastYear).Select(y => $"('{area}','{y}',{LakeWriter.Number(25.0 + i + Math.Sin(y + i))},NULL,NULL,{(y == lastYear ? "'provisional'" : "NULL")},NULL,NULL,1)"))))]);

    private static PublishedIndicator Counts(LakeWriter lake, int lastYear) => LakeWriter.Indicator("population", "SUM", [lake.Slice(Frequency.Annual, SmallLake.Table("sex, ",
        Municipalities.Take(6).SelectMany((area, i) => Years(lastYear).SelectMany(y => new[] { "male", "total" }.Select(sex =>
            $"('{area}','{y}','{sex}',{LakeWriter.Number(Unemployed(i, y))},{LakeWriter.Number(Unemployed(i, y))},NULL,NULL,NULL,NULL,1)")))))], ["sex"]);

    private static IEnumerable<int> Years(int last) => Enumerable.Range(FirstYear, last - FirstYear + 1);

    private static string Row(string area, int year, double numerator, double denominator, string members) =>
        $"('{area}','{year}',{LakeWriter.Number(100.0 * numerator / denominator)},{LakeWriter.Number(numerator)},{LakeWriter.Number(denominator)},NULL,{members},1)";
}
