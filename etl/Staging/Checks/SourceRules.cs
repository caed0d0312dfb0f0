using Insight.Etl.Sources;
using Insight.Etl.Staging.Corrections;
using Insight.Warehouse.Observations;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Insight.Etl.Staging.Checks;

/// <summary>The corrections and checks of a source, read from the two files in its folder. A file that is not there says nothing.</summary>
public static class SourceRules
{
    /// <summary>The rules of a source: those that were read together with it, else <c>corrections.yml</c> and <c>checks.yml</c> as they are now.</summary>
    /// <exception cref="SourceCatalogException">Something is wrong; the exception lists all of it with file and line.</exception>
    public static SourceRuleBook Of(SourceDefinition source)
    {
        var problems = new List<SourceProblem>();
        var rules = source.Rules ?? Read(source, problems);
        return problems.Count == 0 ? rules : throw new SourceCatalogException(problems);
    }

    /// <summary>Reads <c>corrections.yml</c> and <c>checks.yml</c>.</summary>
    /// <param name="source">The source.</param>
    /// <param name="problems">Where is noted what is wrong.</param>
    internal static SourceRuleBook Read(SourceDefinition source, List<SourceProblem> problems)
    {
        var corrections = Items(source, "corrections.yml", problems).Select(item => CorrectionReader.Read(item, source, problems)).OfType<Correction>().ToList();
        var checks = Items(source, "checks.yml", problems).Select(item => CheckReader.Read(item, source, problems)).OfType<CheckRule>().ToList();
        return new SourceRuleBook(corrections, checks);
    }

    /// <summary>Names of the two files that a source has.</summary>
    public static IReadOnlyList<string> FilesOf(SourceDefinition source) =>
        [.. new[] { "checks.yml", "corrections.yml" }.Where(name => File.Exists(Path.Combine(source.Folder, name)))];

    /// <summary>Corrections and checks that need all rows of a source at once, so that none of its files can be read in parts.</summary>
    /// <exception cref="SourceCatalogException">Something is wrong in one of the two files.</exception>
    public static IReadOnlyList<string> NeedingAllRows(SourceDefinition source)
    {
        var (corrections, checks) = Of(source);
        return [.. corrections.Select(c => $"{c.Place} (a correction)"), .. checks.Where(c => c is not (UniqueRule or RangeRule { Severity: CheckSeverity.Quarantine })).Select(c => $"{c.Place} ({c.Kind})")];
    }

    /// <summary>The ranges by which rows of a data set are refused one by one.</summary>
    public static IReadOnlyList<RangeRule> RowRanges(SourceDefinition source, DataSet dataSet) =>
        [.. Of(source).Checks.OfType<RangeRule>().Where(r => r.Severity == CheckSeverity.Quarantine && r.DataSet.Id == dataSet.Id)];

    private static IReadOnlyList<RuleItem> Items(SourceDefinition source, string name, List<SourceProblem> problems)
    {
        var path = Path.Combine(source.Folder, name);
        var file = $"{Path.GetFileName(source.Folder)}/{name}";
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            using var reader = new StreamReader(path);
            var yaml = new YamlStream();
            yaml.Load(reader);
            return yaml.Documents.Count == 0 ? [] : Items(yaml.Documents[0].RootNode, file, problems);
        }
        catch (YamlException e)
        {
            problems.Add(new SourceProblem("SRC001", file, e.Start.Line, $"this is not YAML: {e.Message}", "Mind indentation, colons and quotes."));
            return [];
        }
    }

    private static IReadOnlyList<RuleItem> Items(YamlNode root, string file, List<SourceProblem> problems)
    {
        if (root is YamlSequenceNode list)
        {
            return [.. list.Children.Select((node, i) => new RuleItem(node, file, $"[{i}]"))];
        }

        problems.Add(new SourceProblem("SRC004", file, root.Start.Line, "the file is not a list.", "Begin every item with a hyphen."));
        return [];
    }
}

/// <summary>The corrections and checks of a source.</summary>
/// <param name="Corrections">Known errors of the producer.</param>
/// <param name="Checks">What must hold.</param>
public sealed record SourceRuleBook(IReadOnlyList<Correction> Corrections, IReadOnlyList<CheckRule> Checks);

/// <summary>One item of a list of rules, with its place.</summary>
/// <param name="Node">The YAML.</param>
/// <param name="File">The file, for messages.</param>
/// <param name="Path">Position in the list, for messages.</param>
internal sealed record RuleItem(YamlNode Node, string File, string Path)
{
    /// <summary>File and line.</summary>
    public string Place => FormattableString.Invariant($"{File}:{Node.Start.Line}");

    /// <summary>The text of a field, or null, without noting a problem.</summary>
    public string? Peek(string field) =>
        Node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(field), out var child) ? (child as YamlScalarNode)?.Value : null;

    /// <summary>Its fields.</summary>
    public SourceFields Fields(List<SourceProblem> problems, params string[] known) => new(Node, File, Path, problems, known);
}
