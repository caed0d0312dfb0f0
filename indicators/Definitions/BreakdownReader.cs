using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Insight.Indicators.Definitions;

/// <summary>Reads breakdowns.yml: a list of breakdowns, each with its names and its members' names.</summary>
internal static class BreakdownReader
{
    private static readonly string[] Keys = ["id", "names", "members"];

    /// <summary>The breakdowns of all files; one of the same id in a later file replaces the earlier.</summary>
    public static IReadOnlyList<BreakdownWords> Read(IEnumerable<CatalogFile> files, List<Diagnostic> diagnostics)
    {
        var breakdowns = new List<BreakdownWords>();
        foreach (var file in files)
        {
            var bag = new DiagnosticBag(file.Path);
            foreach (var breakdown in ReadFile(file, bag))
            {
                breakdowns.RemoveAll(other => other.Id == breakdown.Id);
                breakdowns.Add(breakdown);
            }

            diagnostics.AddRange(bag.Items);
        }

        return breakdowns;
    }

    private static IEnumerable<BreakdownWords> ReadFile(CatalogFile file, DiagnosticBag bag)
    {
        var root = YamlFile.Root(file, bag);
        if (root is null or YamlSequenceNode)
        {
            return root is YamlSequenceNode list
                ? [.. list.Children.Select((item, i) => Words(new YamlFields(item, Keys, bag, string.Create(CultureInfo.InvariantCulture, $"[{i}]"))))]
                : [];
        }

        bag.Error(
            DiagnosticCodes.WrongShape, YamlFields.LineOf(root), "the file is not a list of breakdowns", "write '- id: …', its names and members for each breakdown");
        return [];
    }

    private static BreakdownWords Words(YamlFields fields)
    {
        var members = fields.Entries("members").Select(entry => entry.Key).ToList();
        var names = fields.Fields("members", members);
        return new BreakdownWords(
            fields.Text("id", "name the breakdown as the data sets do, for example sex"),
            fields.Translations("names"),
            [.. members.Select(member => new BreakdownMember(member, names.Translations(member)))]);
    }
}
