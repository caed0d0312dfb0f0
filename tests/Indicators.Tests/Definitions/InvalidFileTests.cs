using System.Text.RegularExpressions;
using Insight.Indicators.Definitions;
using Insight.Indicators.Forecasting.Schedules;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Tests.Definitions;

/// <summary>Every file of invalid/ is refused for the reason, and on the line, that its head states; nothing else is said of it.</summary>
public sealed partial class InvalidFileTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "invalid");

    private static readonly IReadOnlyList<CatalogFile> Delivered = CatalogFile.ReadFolder(AppContext.BaseDirectory);

    /// <summary>Data sets that only wrong definitions read.</summary>
    private static readonly IReadOnlyList<DataSet> DataSets =
    [
        .. ProjectDataSets.All,
        ProjectDataSets.Set("yearly-labour-force", "statfin", Frequency.Annual, "2026-01-01", [], "persons: labour_force"),
        ProjectDataSets.Set("odd-units", "statfin", Frequency.Monthly, "2026-01-01", [], "furlong: furlongs"),
        ProjectDataSets.Set(
            "rates-by-sector",
            "statfin",
            Frequency.Annual,
            "2026-01-01",
            [new Breakdown("sector", null)],
            "percent!: rate"),
        ProjectDataSets.Set("by-status", "statfin", Frequency.Annual, "2026-01-01", [new Breakdown("status", "total")], "persons: persons"),
        ProjectDataSets.Set("lead-times", "statfin", Frequency.Monthly, "2026-01-01", [new Breakdown("days", null)], "items: cases"),
        ProjectDataSets.Set("yearly-rate", "statfin", Frequency.Annual, "2026-01-01", [], "percent!: rate"),
    ];

    private static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.yml").Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    [TestCaseSource(nameof(Names))]
    public void Is_refused_with_its_code_on_its_line(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name + ".yml"));
        var place = PlaceOf().Match(text) is { Success: true } match ? match.Groups[1].Value : $"catalog/employment/{name}.yml";
        var catalog = With([.. Beside(text), new(place, text)]);
        var said = catalog.Diagnostics.Where(item => item.File == place).Select(item => $"{item.Code} line {item.Line}").Order();
        var expected = Expectation().Matches(text).Select(found => found.Groups[1].Value).Order();
        Assert.That(said, Is.EqualTo(expected), string.Join('\n', catalog.Diagnostics));
        Assert.That(
            catalog.Diagnostics,
            Has.All.Matches<Diagnostic>(item => (item.File == place || Beside(text).Any(file => file.Path == item.File)) && item.Message.Length > 0 && item.Hint.Length > 0));
    }

    /// <summary>The delivered catalogue with more files; planned forecasts are read beside it.</summary>
    private static Catalog With(IReadOnlyList<CatalogFile> files)
    {
        var plans = files.Where(file => file.Path == "forecasts.yml").ToList();
        var catalog = CatalogLoader.FromFiles([.. Delivered, .. files.Except(plans)], DataSets, AreaDirectory.BuiltIn);
        return catalog with
        {
            Diagnostics = [.. catalog.Diagnostics, .. ForecastPlans.FromFiles(plans, catalog, catalog.AddNetworksTo(AreaDirectory.BuiltIn)).Diagnostics],
        };
    }

    /// <summary>A second file that the file is wrong with.</summary>
    private static IEnumerable<CatalogFile> Beside(string text) => BesideIt().Matches(text).Select(match => match.Groups[1].Value)
        .Select(name => new CatalogFile($"catalog/employment/{name}", File.ReadAllText(Path.Combine(Folder, "beside", name))));

    [Test]
    public void Every_code_has_a_file_that_shows_it()
    {
        var codes = typeof(DiagnosticCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!);
        var shown = Names.SelectMany(name => Expectation().Matches(File.ReadAllText(Path.Combine(Folder, name + ".yml")))).Select(found => found.Groups[1].Value[..4]);
        Assert.That(codes.Except(shown), Is.Empty);
    }

    [Test]
    public void A_wrong_file_leaves_the_rest_of_the_catalogue_in_use()
    {
        var broken = new CatalogFile("catalog/employment/broken.yml", "id: [");
        var catalog = CatalogLoader.FromFiles([.. Delivered, broken], ProjectDataSets.All, AreaDirectory.BuiltIn);
        Assert.That(
            catalog.Definitions,
            Has.Count.EqualTo(CatalogLoader.FromFiles(Delivered, ProjectDataSets.All, AreaDirectory.BuiltIn).Definitions.Count));
        Assert.That(
            () => catalog.ThrowIfInvalid(),
            Throws.TypeOf<CatalogException>().With.Message.Contains("catalog/employment/broken.yml:2: error I001"));
    }

    [TestCase("")]
    [TestCase("# only a comment")]
    [TestCase("inputs: &again [*again]")]
    [TestCase("inputs: {a: &again {b: *again}}")]
    [TestCase("inputs: {[a]: b}\n? {a: b}\n: c")]
    [TestCase("names: !!binary x")]
    [TestCase("\u0000\u0001")]
    [TestCase("\t- a")]
    [TestCase("inputs: {a: {dataset: [[a]], measure: [b], where: [c]}}\nunit: percent\nbreaks: 1\nfrequencies: {}\neffective: x")]
    [TestCase("[{deep}")]
    public void A_file_of_any_content_gives_diagnostics_and_nothing_else(string text)
    {
        text = text.Replace("{deep}", new string('[', 100_000), StringComparison.Ordinal);
        var catalog = CatalogLoader.FromFiles(
            [new("catalog/t/x.yml", text), new("networks/y.yml", text), new("catalog/themes.yml", text)],
            ProjectDataSets.All,
            AreaDirectory.BuiltIn);
        Assert.That(
            catalog.Diagnostics.Select(item => item.File).Distinct().Count(),
            Is.EqualTo(3),
            string.Join('\n', catalog.Diagnostics));
    }

    [GeneratedRegex("^# expect: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Expectation();

    [GeneratedRegex("^# path: (.+)$", RegexOptions.Multiline)]
    private static partial Regex PlaceOf();

    [GeneratedRegex("^# beside: (.+)$", RegexOptions.Multiline)]
    private static partial Regex BesideIt();
}
