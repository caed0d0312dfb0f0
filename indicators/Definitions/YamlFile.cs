using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Insight.Indicators.Definitions;

/// <summary>Text to YAML nodes.</summary>
internal static class YamlFile
{
    /// <summary>The root of the file's one document; null, reported, when it is not YAML or not one document.</summary>
    public static YamlNode? Root(CatalogFile file, DiagnosticBag bag)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(file.Text));
        }
        catch (YamlException broken)
        {
            bag.Error(DiagnosticCodes.NotYaml, (int)Math.Max(1, broken.Start.Line), $"not YAML: {broken.Message}", "check indentation, quotes and repeated keys");
            return null;
        }

        if (stream.Documents.Count == 1)
        {
            return stream.Documents[0].RootNode;
        }

        var line = stream.Documents.Count == 0 ? 1 : YamlFields.LineOf(stream.Documents[1].RootNode);
        bag.Error(DiagnosticCodes.NotYaml, line, $"the file holds {stream.Documents.Count} YAML documents", "write exactly one, without '---' in between");
        return null;
    }
}
