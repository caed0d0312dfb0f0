using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Sources;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;
using YamlDotNet.RepresentationModel;

namespace Insight.Benchmarks.Staging;

/// <summary>A municipality's figures as its system may write them: names of municipalities, months, ages in words, decimal commas; invented, the same every time.</summary>
/// <param name="File">The file as it would lie in landing.</param>
/// <param name="Rows">Its rows.</param>
internal sealed record GeneratedCsv(LandedFile File, int Rows)
{
    private const string Header = "Kunta;Kuukausi;Ikäluokka;Lukumäärä\n";

    /// <summary>Writes rows until there are enough, or enough bytes.</summary>
    public static GeneratedCsv Write(string path, int rows, long bytes)
    {
        string[] names = [.. AreaDirectory.BuiltIn.Areas.Where(a => a.Level == AreaLevel.Municipality && !(a.ValidTo <= new DateOnly(2026, 1, 1))).Take(290).Select(a => a.Names["fi"])];
        var (written, random, first) = (0, new Random(7), Period.Month(1990, 1));
        using (var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16))
        {
            writer.Write(Header);
            for (; written < rows && ((written & 0xFFF) != 0 || writer.BaseStream.Length < bytes); written++)
            {
                var (name, rest) = (names[written % names.Length], written / names.Length);
                var (age, month) = (rest % 40, first.Plus(rest / 40));
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{name};{month};{age * 2}-{(age * 2) + 1} v;{random.Next(100_000)},{random.Next(10)}\n"));
            }
        }

        using var stream = System.IO.File.OpenRead(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        return new GeneratedCsv(new LandedFile(path, new LandingManifest("bench", System.IO.Path.GetFileName(path), path, "GET", null, "delivered", DateTimeOffset.UnixEpoch, hash, stream.Length, null, null, "Nobody", "CC0-1.0", true)), written);
    }

    /// <summary>The source whose profile reads it.</summary>
    public static SourceDefinition Source(string name, bool isLarge)
    {
        var codes = string.Join(", ", Enumerable.Range(0, 40).Select(i => string.Create(CultureInfo.InvariantCulture, $"'{i * 2}-{(i * 2) + 1} v': a{i * 2}")));
        var yaml = new YamlStream();
        yaml.Load(new StringReader(
            $"files: [{{name: {name}, dataset: bench, delimiter: ';', decimal_mark: ',', large: {(isLarge ? "true" : "false")}, columns: {{area: Kunta, period: Kuukausi, age: Ikäluokka, persons: Lukumäärä}}, codes: {{age: {{{codes}}}}}}}]"));
        var dataSet = new DataSet("bench", "bench", Frequency.Monthly, new Division(new DateOnly(2026, 1, 1)), [new Breakdown("age", null)], [new Measure("persons", "persons", true)], true);
        return new SourceDefinition(
            "bench", "/nowhere", new Dictionary<string, string>(), "Nobody", "CC0-1.0", null, true, "described", null, "deliveries", null, null, new RequestLimits(), [dataSet],
            new SettingsNode(yaml.Documents[0].RootNode, "bench", "settings"));
    }
}
