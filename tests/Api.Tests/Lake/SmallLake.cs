using System.Text.Json.Nodes;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Api.Tests.Lake;

/// <summary>
/// Two publications of a handful of figures. Real ones are Heinola 2018-12 (1,158 of 8,278) and populations of 2009; the rest is made up.
/// </summary>
internal static class SmallLake
{
    public const string Columns = "area, period, {0}value, numerator, denominator, status, members, members_present, load";

    public static readonly DateTimeOffset Second = new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero);

    /// <summary>Writes both and says their ids.</summary>
    public static (string First, string Second) Write(LakeWriter lake)
    {
        var first = lake.Publish(LakeWriter.FirstDay, [Unemployment(lake, 1100)]);
        var second = lake.Publish(Second, [Unemployment(lake, 1158), Population(lake), Absence(lake), LakeWriter.Indicator("gini", "NOT-AGGREGABLE", [])], first);
        return (first, second);
    }

    private static PublishedIndicator Unemployment(LakeWriter lake, int heinola) => LakeWriter.Indicator(
        "unemployment-rate",
        "RATIO",
        [
            lake.Slice(Frequency.Annual, Table("", [
                "('KU016','2017',10.5,105,1000,NULL,NULL,NULL,1)", "('KU016','2018',9.5,95,1000,NULL,NULL,NULL,1)",
                $"('KU111','2017',14.25,1140,8000,'provisional',NULL,NULL,1)", $"('KU111','2018',{LakeWriter.Number(100.0 * heinola / 8278)},{heinola},8278,NULL,NULL,NULL,2)",
                "('KU560','2018',NULL,NULL,NULL,'confidential',NULL,NULL,NULL)",
                "('network:paijat-hame-4','2018',NULL,NULL,NULL,'member-missing',4,2,NULL)", "('MK07','2018',11.5,115,1000,NULL,3,3,2)"])),
            lake.Slice(Frequency.Monthly, Table("", [
                .. Enumerable.Range(1, 12).Select(m => $"('KU016','2018-{m:00}',{LakeWriter.Number(m / 3.0)},{m},300,NULL,NULL,NULL,1)"),
                $"('KU111','2018-12',{LakeWriter.Number(100.0 * heinola / 8278)},{heinola},8278,NULL,NULL,NULL,2)"])),
            lake.Slice(Frequency.Annual, Table("", ["('KU111','2018',12,12,100,NULL,NULL,NULL,1)"]), "as-was"),
        ],
        definition: JsonNode.Parse("""
            {"inputs":[{"name":"unemployed","datasets":["employment-register"],"measure":"unemployed","where":{"sex":["total"]}}],
             "breaks":[{"from":"2018-01-01","areas":["KU111"],"reason":{"fi":"Uusi tilasto","sv":"Ny statistik","en":"New statistics"}}]}
            """));

    private static PublishedIndicator Population(LakeWriter lake) => LakeWriter.Indicator(
        "population",
        "SUM",
        [
            lake.Slice(Frequency.Annual, Table("sex, ", [
                .. new[] { ("KU111", 20146), ("KU398", 115919) }.SelectMany(a => new[] { "2009", "2010" }.SelectMany(p => (string[])[
                    $"('{a.Item1}','{p}','female',{a.Item2 / 2},{a.Item2 / 2},NULL,NULL,NULL,NULL,1)",
                    $"('{a.Item1}','{p}','male',{a.Item2 - (a.Item2 / 2)},{a.Item2 - (a.Item2 / 2)},NULL,NULL,NULL,NULL,1)",
                    $"('{a.Item1}','{p}','total',{a.Item2},{a.Item2},NULL,NULL,NULL,NULL,1)"]))])),
        ],
        ["sex"]);

    private static PublishedIndicator Absence(LakeWriter lake) => LakeWriter.Indicator(
        "sickness-absence-days-per-fte", "RATIO", [lake.Slice(Frequency.Annual, Table("", ["('KU016','2025',12.5,125,10,NULL,NULL,NULL,1)"]))], synthetic: true);

    public static string Table(string breakdowns, IEnumerable<string> rows) =>
        $"SELECT * REPLACE (value::DOUBLE AS value, numerator::DOUBLE AS numerator, denominator::DOUBLE AS denominator, status::VARCHAR AS status, members::INTEGER AS members, members_present::INTEGER AS members_present, load::INTEGER AS load) FROM (VALUES {string.Join(", ", rows)}) AS t({string.Format(System.Globalization.CultureInfo.InvariantCulture, Columns, breakdowns)}) ORDER BY ALL";
}
