using YamlDotNet.RepresentationModel;

namespace Insight.Indicators.Tests.CaseFiles;

/// <summary>A definition in which only what matters to a test is written; the rest is plain.</summary>
internal static class PlainDefinition
{
    private const string Plain = """
        version: 1
        theme: employment
        names: {fi: a, sv: b, en: c}
        descriptions: {fi: a, sv: b, en: c}
        unit: {id: percent, fi: '%', sv: '%', en: '%'}
        decimals: 1
        direction: lower
        frequencies: [year]
        aggregation: RATIO
        inputs: {}
        formula: ''
        owner: test
        sources: [case]
        """;

    /// <summary>The text of the definition with the fields of a mapping in place of the plain ones.</summary>
    public static string With(YamlMappingNode fields, string id)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Plain));
        var root = (YamlMappingNode)stream.Documents[0].RootNode;
        root.Children["id"] = id;
        foreach (var (key, value) in fields.Children)
        {
            root.Children[key] = value;
        }

        using var writer = new StringWriter();
        stream.Save(writer, assignAnchors: false);
        return writer.ToString();
    }
}
