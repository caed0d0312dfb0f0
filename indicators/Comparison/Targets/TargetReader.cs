using System.Globalization;
using Insight.Indicators.Definitions;

namespace Insight.Indicators.Comparison.Targets;

/// <summary>A target as written, with the place of its fields for messages: <c>targets[0].baseline</c>.</summary>
internal sealed record TargetDraft(Target Target, string Place, YamlLines Lines);

/// <summary>Reads <c>targets/&lt;area&gt;.yml</c>: the targets of one area.</summary>
internal static class TargetReader
{
    /// <summary>Fields by the place of their mapping; targets.schema.json names the same ones.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Fields = new Dictionary<string, IReadOnlyList<string>>
    {
        [""] = ["area", "targets"],
        ["targets[]"] = ["indicator", "version", "baseline", "target", "path", "steps", "decision", "example", "notes"],
        ["targets[].baseline"] = ["year", "value", "vintage"],
        ["targets[].target"] = ["year", "value"],
        ["targets[].steps[]"] = ["year", "value"],
        ["targets[].notes"] = DefinitionFields.Languages,
    };

    /// <summary>Words of <c>path</c>.</summary>
    public static readonly IReadOnlyDictionary<string, TargetPath> Paths = new Dictionary<string, TargetPath>
    {
        ["linear"] = TargetPath.Linear,
        ["geometric"] = TargetPath.Geometric,
        ["stepped"] = TargetPath.Stepped,
    };

    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    private static readonly IReadOnlyDictionary<string, bool> YesNo = new Dictionary<string, bool> { ["false"] = false, ["true"] = true };

    /// <summary>The targets of a file; what is wrong is in the bag.</summary>
    public static IReadOnlyList<TargetDraft> Read(CatalogFile file, DiagnosticBag bag)
    {
        if (YamlFile.Root(file, bag) is not { } root)
        {
            return [];
        }

        var lines = YamlLines.Of(root);
        var fields = new YamlFields(root, Fields[""], bag, "");
        if (!fields.Exists)
        {
            return [];
        }

        var area = fields.Text("area", "write the id of the area, such as KU111");
        fields.Required("targets", "write at least one target");
        return [.. fields.Items("targets").Select((item, i) =>
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"targets[{i}]");
            return new TargetDraft(Target(area, new YamlFields(item, Fields["targets[]"], bag, place), bag), place, lines);
        })];
    }

    private static Target Target(string area, YamlFields fields, DiagnosticBag bag)
    {
        var indicator = fields.Id("indicator");
        var (year, value) = YearAndValue(Part(fields, "target", "write the year and the value to be reached"));
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{area}/{indicator}/{year}"),
            area,
            indicator,
            fields.Integer("version", 1, 9999, null, DiagnosticCodes.BadVersion),
            Baseline(Part(fields, "baseline", "write year, value and vintage")),
            year,
            value,
            fields.Choice("path", Paths),
            Steps(fields, bag),
            fields.Text("decision", "name the decision and its §, or say that there is none"),
            fields.OptionalChoice("example", YesNo) ?? false,
            fields.Node("notes") is null ? new Dictionary<string, string>() : fields.Translations("notes"));
    }

    private static TargetBaseline Baseline(YamlFields fields)
    {
        var (year, value) = YearAndValue(fields);
        return new(year, value, fields.Exists ? fields.Text("vintage", "say from which delivery or publication of the producer the value is") : "");
    }

    private static List<TargetStep> Steps(YamlFields fields, DiagnosticBag bag) => [.. fields.Items("steps").Select((item, i) =>
    {
        var place = fields.Place(string.Create(CultureInfo.InvariantCulture, $"steps[{i}]"));
        var (year, value) = YearAndValue(new YamlFields(item, Fields["targets[].steps[]"], bag, place));
        return new TargetStep(year, value);
    })];

    private static YamlFields Part(YamlFields fields, string key, string hint)
    {
        fields.Required(key, hint);
        return fields.Fields(key, Fields[$"targets[].{key}"]);
    }

    private static (int Year, double Value) YearAndValue(YamlFields fields) =>
        fields.Exists ? (fields.Integer("year", FirstYear, LastYear, null), fields.Number("value")) : (FirstYear, 0);
}
