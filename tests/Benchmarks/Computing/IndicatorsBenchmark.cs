using System.Globalization;
using Insight.Benchmarks.Scale;
using Insight.Etl.Sources;
using Insight.Indicators.Definitions;
using Insight.Warehouse.Areas;

namespace Insight.Benchmarks.Computing;

/// <summary>
/// <c>indicators [folder] [named]</c>: every indicator of the catalogue for all municipalities and 24 years, computed and written as a run does it, in
/// turn with one plain statement of the same figures; prints a Markdown report, and ends with 1 when any figure differs from that by hand.
/// </summary>
internal static class IndicatorsBenchmark
{
    private const int Rounds = 5;

    /// <summary>The day of the municipal division that is the current one.</summary>
    public static readonly DateOnly Current = new(2026, 1, 1);

    public static int Run(string[] arguments)
    {
        var folder = Directory.CreateDirectory(Path.GetFullPath(arguments.FirstOrDefault(argument => argument != "named") is { } given ? given : Path.Combine(Path.GetTempPath(), "insight-indicators"))).FullName;
        var dataSets = SourceCatalog.Load(SourceCatalog.BundledFolder, Path.Combine(folder, "none")).All.SelectMany(s => s.DataSets).ToList();
        var catalog = CatalogLoader.Load(AppContext.BaseDirectory, dataSets).ThrowIfInvalid();
        var areas = catalog.AddNetworksTo(AreaDirectory.BuiltIn);
        var differing = 0;
        using (var named = new VolumeMeasurement(Volume.Named(catalog), dataSets, areas, folder))
        {
            Console.WriteLine(Named(named));
            differing = Compared(named);
        }

        if (arguments.Contains("named"))
        {
            return differing == 0 ? 0 : 1;
        }

        using var whole = new VolumeMeasurement(Volume.Whole(catalog), dataSets, areas, folder);
        Console.WriteLine(Whole(whole));
        return differing == 0 ? 0 : 1;
    }

    private static Report Named(VolumeMeasurement volume)
    {
        var rounds = Enumerable.Range(0, Rounds).Select(_ => new Round(volume)).ToList();
        var ours = rounds.ConvertAll(round => round.Shown);
        var report = new Report(Title(volume));
        Add(report, $"compute and write all {volume.Indicators} indicators", rounds.ConvertAll(round => round.Hidden), "< 10");
        Add(report, "the same without disclosure control", ours, "");
        Add(report, "by hand, the same figures, a file each", rounds.ConvertAll(round => round.ByHandInFiles), "");
        Add(report, "by hand, the same figures, one file", rounds.ConvertAll(round => round.ByHand), "");
        Add(report, "by hand, figures of today’s division alone, one file", rounds.ConvertAll(round => round.ByHandToday), "");
        Add(report, "ratio without disclosure control to by hand, a file each", Ratios(ours, rounds.ConvertAll(round => round.ByHandInFiles)), "≤ 1.5");
        Add(report, "ratio to by hand, one file", Ratios(ours, rounds.ConvertAll(round => round.ByHand)), "≤ 1.5");
        Add(report, "ratio to by hand, today’s division alone, one file", Ratios(ours, rounds.ConvertAll(round => round.ByHandToday)), "≤ 1.5");
        Add(report, "reading back and verifying what was written", rounds.ConvertAll(round => round.Verified), "");
        Values(report, volume);
        return report;
    }

    private static List<Took> Ratios(List<Took> ours, List<Took> byHand) => [.. ours.Zip(byHand, (a, b) => new Took(a.Seconds / b.Seconds, a.Processor / b.Processor))];

    /// <summary>Says which figures of both differ.</summary>
    /// <returns>Of how many indicators.</returns>
    private static int Compared(VolumeMeasurement volume)
    {
        var (compared, differing) = volume.Compare();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{compared:N0} figures of {volume.ByHandIndicators} indicators were compared with those by hand, earlier divisions among them (equal: within 1e-9 of the figure)."));
        Console.WriteLine(differing.Count == 0 ? "None differs.\n" : $"**THEY DIFFER**: {string.Join("; ", differing)}\n");
        return differing.Count;
    }

    private static Report Whole(VolumeMeasurement volume)
    {
        var (ours, verified) = (new List<Took>(), new List<Took>());
        for (var round = 0; round < 3; round++)
        {
            ours.Add(volume.Compute(hides: true));
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

/// <summary>What is compared, once each and one after the other, so that other programs disturb all alike. The computation that shows all figures is the last: its figures are compared.</summary>
internal sealed class Round
{
    public Round(VolumeMeasurement volume)
    {
        Hidden = volume.Compute(hides: true);
        Verified = volume.Verify();
        ByHandToday = volume.ByHand(hasEarlier: false, isByIndicator: false);
        ByHand = volume.ByHand(hasEarlier: true, isByIndicator: false);
        ByHandInFiles = volume.ByHand(hasEarlier: true, isByIndicator: true);
        Shown = volume.Compute(hides: false);
        Console.Error.WriteLine(FormattableString.Invariant($"compute {Hidden}, without disclosure control {Shown}, by hand {ByHandInFiles}, one file {ByHand}, today {ByHandToday}, verify {Verified}"));
    }

    public Took Hidden { get; }

    public Took Shown { get; }

    public Took ByHand { get; }

    public Took ByHandInFiles { get; }

    public Took ByHandToday { get; }

    public Took Verified { get; }
}
