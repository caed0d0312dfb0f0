using System.Globalization;
using Insight.Benchmarks.Scale;
using Insight.Etl.Sources;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Areas;

namespace Insight.Benchmarks.Computing;

/// <summary>
/// <c>indicators [folder]</c>: every indicator of the catalogue for all municipalities and 24 years, computed and written as a run does it, in
/// turn with one plain statement of the same figures; prints a Markdown report.
/// </summary>
internal static class IndicatorsBenchmark
{
    private const int Rounds = 5;

    /// <summary>The day of the municipal division that is the current one.</summary>
    public static readonly DateOnly Current = new(2026, 1, 1);

    public static int Run(string[] arguments)
    {
        var folder = Directory.CreateDirectory(Path.GetFullPath(arguments.Length > 0 ? arguments[0] : Path.Combine(Path.GetTempPath(), "insight-indicators"))).FullName;
        var dataSets = SourceCatalog.Load(SourceCatalog.BundledFolder, Path.Combine(folder, "none")).All.SelectMany(s => s.DataSets).ToList();
        var catalog = CatalogLoader.Load(AppContext.BaseDirectory, dataSets).ThrowIfInvalid();
        var areas = catalog.AddNetworksTo(AreaDirectory.BuiltIn);
        using (var named = new VolumeMeasurement(Volume.Named(catalog), dataSets, areas, folder))
        {
            Console.WriteLine(Named(named));
        }

        using var whole = new VolumeMeasurement(Volume.Whole(catalog), dataSets, areas, folder);
        Console.WriteLine(Whole(whole));
        return 0;
    }

    private static Report Named(VolumeMeasurement volume)
    {
        var (ours, byHand, verified) = (new List<Took>(), new List<Took>(), new List<Took>());
        for (var round = 0; round < Rounds; round++)
        {
            byHand.Add(volume.ByHand());
            ours.Add(volume.Compute());
            verified.Add(volume.Verify());
            Console.Error.WriteLine(FormattableString.Invariant($"compute {ours[^1]}, by hand {byHand[^1]}, verify {verified[^1]}"));
        }

        var ratios = ours.Zip(byHand, (a, b) => new Took(a.Seconds / b.Seconds, a.Processor / b.Processor)).ToList();
        var report = new Report(Title(volume));
        Add(report, $"compute and write all {volume.Indicators} indicators", ours, "< 10");
        Add(report, "one statement by hand of the same figures", byHand, "");
        Add(report, "ratio of the two, in turn", ratios, "≤ 1.5");
        Add(report, "reading back and verifying what was written", verified, "");
        Values(report, volume);
        var (compared, differing) = volume.Compare();
        report.Add("values of both compared", compared, "");
        report.Add("of them different by more than 1e-9 of the value, or in one alone", differing, "0");
        return report;
    }

    private static Report Whole(VolumeMeasurement volume)
    {
        var (ours, verified) = (new List<Took>(), new List<Took>());
        for (var round = 0; round < 3; round++)
        {
            ours.Add(volume.Compute());
            verified.Add(volume.Verify());
            Console.Error.WriteLine(FormattableString.Invariant($"compute {ours[^1]}, verify {verified[^1]}"));
        }

        var report = new Report(Title(volume));
        Add(report, $"compute and write all {volume.Indicators} indicators", ours, "");
        Add(report, "reading back and verifying what was written", verified, "");
        Values(report, volume);
        return report;
    }

    private static void Add(Report report, string what, List<Took> rounds, string target)
    {
        report.Add($"{what}: by the clock, median of {rounds.Count}", Report.Median([.. rounds.Select(t => t.Seconds)]), target);
        report.Add($"{what}: fastest round", rounds.Min(t => t.Seconds), "");
        report.Add($"{what}: slowest round", rounds.Max(t => t.Seconds), "");
        report.Add($"{what}: processor time of both cores, median", Report.Median([.. rounds.Select(t => t.Processor)]), "");
    }

    private static string Title(VolumeMeasurement volume) => string.Create(
        CultureInfo.InvariantCulture, $"{volume.Indicators} indicators × {volume.Municipalities} municipalities × {GeneratedFacts.Years} years, {volume.Name}: from {volume.Facts:N0} facts");

    private static void Values(Report report, VolumeMeasurement volume)
    {
        report.Add("values of today’s division", volume.Values(isHistoric: false), "");
        report.Add("values of earlier divisions, where they differ", volume.Values(isHistoric: true), "");
        report.Add("reference tables (areas, members, recodings), s", volume.References, "");
    }
}
