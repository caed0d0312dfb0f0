using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Insight.Indicators.Definitions;

/// <summary>A network as written, with the lines of its fields.</summary>
internal sealed record NetworkDraft(Network Network, YamlLines Lines);

/// <summary>Reads one network.</summary>
internal static class NetworkReader
{
    private static readonly IReadOnlyDictionary<string, int> Languages =
        DefinitionFields.Languages.Select((word, i) => (word, i)).ToDictionary(pair => pair.word, pair => pair.i);

    /// <summary>The network that a file holds; null when it is no YAML mapping.</summary>
    public static NetworkDraft? Read(CatalogFile file, DiagnosticBag bag)
    {
        if (YamlFile.Root(file, bag) is not { } root)
        {
            return null;
        }

        var fields = new YamlFields(root, DefinitionFields.Network[""], bag, "");
        return fields.Exists ? new(Network(fields, bag), YamlLines.Of(root)) : null;
    }

    private static Network Network(YamlFields fields, DiagnosticBag bag)
    {
        fields.Required("members", "list the ids of its municipalities, such as KU016");
        return new(
            fields.Id("id"),
            fields.Translations("names"),
            [.. fields.Items("members").Select((item, i) => Member(
                item,
                bag,
                string.Create(CultureInfo.InvariantCulture, $"members[{i}]")))],
            [.. fields.Texts("languages").Where(item => fields.Chosen(item.Text, item.Line, "languages", Languages) is not null).Select(item => item.Text)],
            [.. fields.Texts("indicators").Select(item => item.Text)],
            fields.OptionalText("contact"));
    }

    private static NetworkMember Member(YamlNode item, DiagnosticBag bag, string place)
    {
        if (item is YamlScalarNode { Value: { } area })
        {
            return new(area, null, null);
        }

        var fields = new YamlFields(item, DefinitionFields.Network["members[]"], bag, place);
        var (from, to) = fields.Dates("valid_from", "valid_to");
        return new(fields.Text("area", "write an area id such as KU016"), from, to);
    }
}
