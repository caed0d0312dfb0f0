using System.Globalization;
using Insight.Etl.Sources;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Insight.Etl.Approval;

/// <summary>Reads <c>publishing.yml</c> and notes everything that is wrong in it.</summary>
/// <param name="themes">Themes that a file may name.</param>
/// <param name="indicators">Indicators that a file may name.</param>
internal sealed class PublishingRulesReader(IReadOnlyList<string> themes, IReadOnlyList<string> indicators)
{
    private const int MostApprovals = 5;
    private static readonly string[] Limits = ["revised_percent", "smallest", "jump", "withdrawn"];

    private readonly List<SourceProblem> problems = [];

    /// <summary>The rules that the files make together.</summary>
    /// <exception cref="SourceCatalogException">Something is wrong in one of them.</exception>
    public PublishingRules Read(IReadOnlyList<string> files)
    {
        var rules = files.Select(Read).OfType<PublishingRules>().Aggregate(
            new PublishingRules(0, LimitChange.None, new Dictionary<string, LimitChange>(), new Dictionary<string, LimitChange>()), Together);
        return problems.Count == 0 ? rules with { Approvals = Math.Max(rules.Approvals, 1) } : throw new SourceCatalogException(problems);
    }

    private static PublishingRules Together(PublishingRules one, PublishingRules later) => new(
        later.Approvals > 0 ? later.Approvals : one.Approvals, one.Limits.Then(later.Limits), Together(one.Themes, later.Themes), Together(one.Indicators, later.Indicators));

    private static Dictionary<string, LimitChange> Together(IReadOnlyDictionary<string, LimitChange> one, IReadOnlyDictionary<string, LimitChange> later) =>
        one.Keys.Union(later.Keys).ToDictionary(key => key, key => one.GetValueOrDefault(key, LimitChange.None).Then(later.GetValueOrDefault(key, LimitChange.None)), StringComparer.Ordinal);

    private PublishingRules? Read(string path)
    {
        if (Root(path) is not { } root)
        {
            return null;
        }

        var fields = new SourceFields(root, path, "", problems, ["approvals", "limits", "themes", "indicators"]);
        var approvals = fields.Count("approvals", 0);
        if (approvals > MostApprovals)
        {
            fields.Wrong("approvals", $"is {approvals.ToString(CultureInfo.InvariantCulture)}.", $"Write a whole number from 1 to {MostApprovals}.");
        }

        return new PublishingRules((int)approvals, Change(fields.Within("limits", Limits)), Changes(fields, "themes", themes), Changes(fields, "indicators", indicators));
    }

    private YamlNode? Root(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var yaml = new YamlStream();
            yaml.Load(reader);
            return yaml.Documents.Count == 0 ? null : yaml.Documents[0].RootNode;
        }
        catch (YamlException e)
        {
            problems.Add(new SourceProblem("SRC001", path, e.Start.Line, $"this is not YAML: {e.Message}", "Mind indentation, colons and quotes."));
            return null;
        }
    }

    private static Dictionary<string, LimitChange> Changes(SourceFields fields, string name, IReadOnlyList<string> known)
    {
        var within = fields.Within(name, [.. known]);
        return within is null ? [] : known.Where(within.Has).ToDictionary(id => id, id => Change(within.Within(id, Limits)), StringComparer.Ordinal);
    }

    private static LimitChange Change(SourceFields? fields) => fields is null ? LimitChange.None : new(
        Number(fields, "revised_percent"),
        Number(fields, "smallest"),
        fields.TextOrNull("jump") == "none" ? double.PositiveInfinity : Number(fields, "jump"),
        (long?)Number(fields, "withdrawn"));

    private static double? Number(SourceFields fields, string name) => fields.Has(name)
        ? fields.Parsed<double?>(name, null, text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException("Write a number of 0 or more, with a decimal point."))
        : null;
}
