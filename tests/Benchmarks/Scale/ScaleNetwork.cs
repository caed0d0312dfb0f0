using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Insight.Warehouse.Areas;

namespace Insight.Benchmarks.Scale;

/// <summary>
/// The synthetic network of the scale benchmark: 309 areas (308 municipalities and the country) × 500 indicators × 24 years × 3 sexes =
/// 11,124,000 rows, written in a scattered order, with the source and the definitions that bring them in. Deterministic.
/// </summary>
internal static class ScaleNetwork
{
    public const int Indicators = 500;
    public const int Years = 24;
    public const int FirstYear = 2002;
    public const long Step = 7_368_787; // a prime: rows are written in the order i × Step mod rows

    private static readonly string[] Sexes = ["female", "male", "total"];

    public static IReadOnlyList<string> AreaIds { get; } =
        [.. AreaDirectory.BuiltIn.Areas.Where(a => a.Level == AreaLevel.Municipality && a.ValidTo is null).Select(a => a.Id).Append("SSS")];

    public static long Rows => (long)AreaIds.Count * Indicators * Years * Sexes.Length;

    /// <summary>Id of indicator n: scale-001 …</summary>
    public static string IndicatorId(int n) => string.Create(CultureInfo.InvariantCulture, $"scale-{n + 1:000}");

    /// <summary>Writes the source with its recorded CSV, and the definitions, below a data folder.</summary>
    /// <returns>Path of the CSV.</returns>
    public static string Write(string dataFolder)
    {
        var source = Directory.CreateDirectory(Path.Combine(dataFolder, "definitions", "sources", "Scale"));
        File.WriteAllText(Path.Combine(source.FullName, "source.yml"), SourceYaml);
        var catalog = Directory.CreateDirectory(Path.Combine(dataFolder, "definitions", "catalog", "population"));
        for (var n = 0; n < Indicators; n++)
        {
            File.WriteAllText(Path.Combine(catalog.FullName, IndicatorId(n) + ".yml"), DefinitionYaml(IndicatorId(n)));
        }

        var csv = Path.Combine(Directory.CreateDirectory(Path.Combine(source.FullName, "recorded")).FullName, "figures.csv");
        WriteCsv(csv);
        return csv;
    }

    private static void WriteCsv(string path)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        stream.Write("area,period,indicator,sex,numerator,denominator\n"u8);
        var (areas, indicators) = (AreaIds.Select(Encoding.ASCII.GetBytes).ToArray(), Enumerable.Range(0, Indicators).Select(n => Encoding.ASCII.GetBytes(IndicatorId(n))).ToArray());
        var sexes = Sexes.Select(Encoding.ASCII.GetBytes).ToArray();
        var line = new byte[128];
        for (long i = 0; i < Rows; i++)
        {
            var row = (int)(i * Step % Rows);
            var (area, indicator) = (row % areas.Length, row / areas.Length % Indicators);
            var (year, sex) = (row / areas.Length / Indicators % Years, row / areas.Length / Indicators / Years);
            var length = Put(line, 0, areas[area]);
            length = PutNumber(line, length, FirstYear + year);
            length = Put(line, length, indicators[indicator]);
            length = Put(line, length, sexes[sex]);
            length = PutNumber(line, length, 100 + ((row * 31L) % 9_000));
            length = PutNumber(line, length, 10_000 + ((row * 17L) % 90_000));
            line[length - 1] = (byte)'\n';
            stream.Write(line.AsSpan(0, length));
        }
    }

    private static int Put(byte[] line, int at, byte[] text)
    {
        text.CopyTo(line, at);
        line[at + text.Length] = (byte)',';
        return at + text.Length + 1;
    }

    private static int PutNumber(byte[] line, int at, long number)
    {
        Utf8Formatter.TryFormat(number, line.AsSpan(at), out var written);
        line[at + written] = (byte)',';
        return at + written + 1;
    }

    private const string SourceYaml = """
        id: scale
        names: {fi: Mittakoe, sv: Skalprov, en: Scale benchmark}
        producer: Insight benchmark
        licence: CC0-1.0
        synthetic: true
        connector: canonical-csv
        base_url: https://benchmark.invalid/
        origin: recorded
        recorded_on: 2026-11-21
        limits: {max_bytes: 2000000000}
        datasets:
          - id: scale
            frequency: year
            division: 2026-01-01
            breakdowns:
              - {name: indicator}
              - {name: sex, total: total}
            measures:
              - {name: numerator, unit: persons, additive: true}
              - {name: denominator, unit: persons, additive: true}
        settings:
          files:
            - {name: figures.csv, dataset: scale, bulk: true}
        """;

    private static string DefinitionYaml(string id) => $$$"""
        id: {{{id}}}
        version: 1
        theme: population
        names: {fi: Mitta {{{id}}}, sv: Mått {{{id}}}, en: Measure {{{id}}}}
        descriptions: {fi: Keksitty osoitin mittakoetta varten., sv: Påhittad indikator för skalprovet., en: An invented indicator for the scale benchmark.}
        unit: {id: percent, fi: "%", sv: "%", en: "%"}
        decimals: 1
        direction: neutral
        frequencies: [year]
        aggregation: RATIO
        inputs:
          part: {dataset: scale, measure: numerator, where: {indicator: {{{id}}}}}
          whole: {dataset: scale, measure: denominator, where: {indicator: {{{id}}}}}
        formula: share(part, whole)
        breakdowns: [sex]
        disclosure: {min_numerator: 0, min_denominator: 0, min_group: 0}
        owner: Insight benchmark
        sources: [scale]
        """;
}
