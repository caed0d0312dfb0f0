using Insight.Indicators.Definitions;
using Insight.Warehouse.Areas;

namespace Insight.Indicators.Breaks;

/// <summary>Reads reforms.yml: a list of reforms. Ids are unique over all folders.</summary>
internal static class ReformReader
{
    /// <summary>The reforms of all files that have no error; what is wrong goes to the diagnostics.</summary>
    public static IReadOnlyDictionary<string, Reform> Read(IEnumerable<CatalogFile> files, AreaDirectory areas, List<Diagnostic> diagnostics)
    {
        var reforms = new Dictionary<string, Reform>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var bag = new DiagnosticBag(file.Path);
            foreach (var node in YamlFile.Items(file, DefinitionFields.Reform[""], bag, "reforms", "write '- id: …', from, reason and source for each reform"))
            {
                Add(reforms, node, areas, bag);
            }

            diagnostics.AddRange(bag.Items);
        }

        return reforms;
    }

    private static void Add(Dictionary<string, Reform> reforms, YamlFields fields, AreaDirectory areas, DiagnosticBag bag)
    {
        var before = bag.Items.Count;
        fields.Required("from", "write the first day after the reform, as 2017-01-01");
        var reform = new Reform(
            fields.Id("id"),
            fields.Date("from") ?? DateOnly.MinValue,
            [.. fields.Texts("areas").Select(item => item.Text)],
            fields.Translations("reason"),
            fields.Text("source", "say where the reform can be looked up"));
        foreach (var (area, line) in fields.Texts("areas").Where(item => !areas.TryById(item.Text, out _)))
        {
            bag.Error(DiagnosticCodes.UnknownArea, line, $"'{area}' is not the id of an area", "write the id of a municipality, such as KU016");
        }

        if (bag.Items.Count == before && !reforms.TryAdd(reform.Id, reform))
        {
            bag.Error(DiagnosticCodes.DuplicateId, fields.LineOf("id"), $"another reform has the id '{reform.Id}'", "ids are unique over all folders; choose another");
        }
    }
}
