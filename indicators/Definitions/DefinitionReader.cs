using System.Globalization;
using System.Text.RegularExpressions;
using Insight.Indicators.Disclosure;
using Insight.Warehouse.Periods;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Insight.Indicators.Definitions;

/// <summary>A definition as written, with the lines of its fields; its formula and names are not checked yet.</summary>
/// <param name="Definition">What the file says.</param>
/// <param name="Lines">Where it says it.</param>
/// <param name="FormulaIsBlock">Whether the formula starts on the line below its key.</param>
internal sealed record DefinitionDraft(IndicatorDefinition Definition, YamlLines Lines, bool FormulaIsBlock)
{
    /// <summary>The line of a character of the formula.</summary>
    public int FormulaLine(int position) => FormulaIsBlock
        ? Lines["formula"] + 1 + Definition.Formula.AsSpan(0, position).Count('\n')
        : Lines["formula"];
}

/// <summary>Reads the fields of one definition.</summary>
internal static partial class DefinitionReader
{
    /// <summary>The definition that a file holds; null when it is no YAML mapping. What is wrong is in the bag.</summary>
    public static DefinitionDraft? Read(CatalogFile file, DiagnosticBag bag)
    {
        if (YamlFile.Root(file, bag) is not { } root)
        {
            return null;
        }

        var fields = new YamlFields(root, DefinitionFields.Definition[""], bag, "");
        var block = fields.Node("formula") is YamlScalarNode { Style: ScalarStyle.Literal or ScalarStyle.Folded };
        return fields.Exists ? new(Definition(fields, file, bag), YamlLines.Of(root), block) : null;
    }

    /// <summary>A formula that takes another indicator needs no inputs of its own.</summary>
    [GeneratedRegex(@"\bof\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex OtherIndicator();

    private static IndicatorDefinition Definition(YamlFields fields, CatalogFile file, DiagnosticBag bag) => new()
    {
        Id = fields.Id("id"),
        Version = fields.Integer("version", 1, 9999, null, DiagnosticCodes.BadVersion),
        Effective = Effective(fields),
        Theme = fields.Text("theme", "name a theme of themes.yml"),
        Names = fields.Translations("names"),
        Descriptions = fields.Translations("descriptions"),
        Unit = Unit(fields),
        Decimals = fields.Integer("decimals", 0, 6, null),
        Direction = fields.Choice("direction", DefinitionWords.Directions),
        Frequencies = Frequencies(fields),
        Annual = fields.OptionalChoice("annual", DefinitionWords.AnnualRules),
        Aggregation = fields.Choice("aggregation", DefinitionWords.Aggregations),
        Inputs = Inputs(fields, bag),
        Formula = fields.Text("formula", "write one such as share(unemployed, labour_force)").Trim(),
        Breakdowns = [.. fields.Texts("breakdowns").Select(item => item.Text).Distinct(StringComparer.Ordinal)],
        Disclosure = Limits(fields),
        Variation = VariationOf(fields),
        Breaks = Breaks(fields, bag),
        Owner = fields.Text("owner", "say who answers for the definition"),
        Sources = [.. fields.Texts("sources").Select(item => item.Text)],
        LagDays = fields.OptionalText("lag_days") is null ? null : fields.Integer("lag_days", 0, 3650, 0),
        Notes = fields.OptionalText("notes")?.Trim(),
        Place = string.Create(CultureInfo.InvariantCulture, $"{file.Path}:{fields.Line}"),
    };

    private static EffectivePeriod Effective(YamlFields fields)
    {
        var (from, to) = fields.Fields("effective", DefinitionFields.Definition["effective"]).Dates("from", "to");
        return new(from, to);
    }

    private static DisplayUnit Unit(YamlFields fields)
    {
        fields.Required("unit", "write its id and its text in fi, sv and en");
        var unit = fields.Fields("unit", DefinitionFields.Definition["unit"]);
        return new(unit.Exists ? unit.Text("id", "write a unit such as percent or t/persons") : "", unit.Languages());
    }

    private static List<Frequency> Frequencies(YamlFields fields)
    {
        fields.Required("frequencies", "write [year], [month] or [month, year]");
        return [.. fields.Texts("frequencies")
            .Select(item => fields.Chosen(item.Text, item.Line, "frequencies", DefinitionWords.Frequencies)).OfType<Frequency>().Distinct()];
    }

    private static List<IndicatorInput> Inputs(YamlFields fields, DiagnosticBag bag)
    {
        if (!OtherIndicator().IsMatch(fields.OptionalText("formula") ?? ""))
        {
            fields.Required("inputs", "name at least one: a data set and a measure of it");
        }

        return [.. fields.Entries("inputs").Select(entry => Input(
            entry.Key,
            new YamlFields(entry.Value, DefinitionFields.Definition["inputs.*"], bag, $"inputs.{entry.Key}")))];
    }

    private static IndicatorInput Input(string name, YamlFields fields)
    {
        fields.Required("dataset", "name a data set, or a list of them");
        return new(
            name,
            [.. fields.Texts("dataset").Select(item => item.Text)],
            fields.Text("measure", "name a measure of the data set"),
            Members(fields, "where"))
        { Except = Members(fields, "except") };
    }

    private static Dictionary<string, IReadOnlyList<string>> Members(YamlFields fields, string filter)
    {
        var columns = fields.Entries(filter).Select(entry => entry.Key).ToList();
        var members = fields.Fields(filter, columns);
        return columns.Where(column => members.Required(column, "name a member, or several in a list") is not null)
            .ToDictionary(column => column, column => (IReadOnlyList<string>)[.. members.Texts(column).Select(item => item.Text)]);
    }

    private static DisclosureLimits Limits(YamlFields fields)
    {
        var limits = fields.Fields("disclosure", DefinitionFields.Definition["disclosure"]);
        return new(
            limits.Integer("min_numerator", 0, 1000, 0),
            limits.Integer("min_denominator", 0, 100_000, 0),
            limits.Integer("min_group", 0, 1000, 0))
        {
            Persons = Counted(limits.Fields("persons", DefinitionFields.Definition["disclosure.persons"]), "measure", "name a measure of it in persons"),
            Affected = Affected(limits.Fields("affected", DefinitionFields.Definition["disclosure.affected"])),
            Largest = Largest(limits.Fields("largest", DefinitionFields.Definition["disclosure.largest"])),
        };
    }

    private static AffectedLimit? Affected(YamlFields fields) => Counted(fields, "measure", "name a measure of it that counts the affected persons") is { } counted
        ? new(counted, fields.Integer("min", 1, 1000, 3), fields.Integer("min_others", 0, 1000, 1))
        : null;

    private static LargestLimit? Largest(YamlFields fields) =>
        Counted(fields, "measure", "name a measure of it with what the person has who has the most") is { } largest && Counted(fields, "of", "name the measure of which it is a part") is { } all
            ? new(largest, all, fields.Integer("max_share", 1, 99, 50))
            : null;

    private static IndicatorInput? Counted(YamlFields fields, string measure, string hint) => fields.Exists
        ? new(DisclosureLimits.CountInput, [fields.Text("dataset", "name the data set that counts them")], fields.Text(measure, hint), new Dictionary<string, IReadOnlyList<string>>())
        : null;

    private static Variation VariationOf(YamlFields fields)
    {
        var variation = fields.Fields("variation", DefinitionFields.Definition["variation"]);
        return variation.Exists
            ? new(variation.Choice("kind", DefinitionWords.Variations), variation.OptionalText("respondents"), variation.OptionalText("population")) { Squares = variation.OptionalText("squares") }
            : Variation.Register;
    }

    private static List<SeriesBreak> Breaks(YamlFields fields, DiagnosticBag bag) =>
        [.. fields.Items("breaks").Select((item, i) => Break(
            new YamlFields(item, DefinitionFields.Definition["breaks[]"], bag, string.Create(CultureInfo.InvariantCulture, $"breaks[{i}]")),
            bag))];

    private static SeriesBreak Break(YamlFields fields, DiagnosticBag bag)
    {
        IReadOnlyList<string> areas = [.. fields.Texts("areas").Select(item => item.Text)];
        var where = fields.Node("where") is null ? null : Members(fields, "where");
        if (fields.OptionalText("reform") is not { } reform)
        {
            fields.Required("from", "write the first day after the break, as 2017-01-01");
            return new(fields.Date("from") ?? DateOnly.MinValue, areas, fields.Translations("reason"), Where: where);
        }

        foreach (var key in new[] { "from", "reason" }.Where(key => fields.Node(key) is not null))
        {
            bag.Error(DiagnosticCodes.SaidTwice, fields.LineOf(key), $"'{fields.Place(key)}' stands beside a reform, which says it", "remove it, or remove the reform");
        }

        return new(DateOnly.MinValue, areas, new Dictionary<string, string>(), reform, where);
    }
}
