using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Insight.Indicators.Definitions;

/// <summary>Text to YAML nodes.</summary>
internal static class YamlFile
{
    /// <summary>A definition nests four levels; deeper text is no definition, and must not exhaust the stack.</summary>
    private const int MaximumDepth = 20;

    /// <summary>The root of the file's one document; null, reported, when it is not YAML, not one document, or uses aliases.</summary>
    public static YamlNode? Root(CatalogFile file, DiagnosticBag bag)
    {
        try
        {
            if (!IsPlain(file.Text, bag))
            {
                return null;
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(file.Text));
            return Only(stream, bag);
        }
        catch (YamlException broken)
        {
            bag.Error(
                DiagnosticCodes.NotYaml,
                (int)Math.Max(1, broken.Start.Line),
                $"not YAML: {broken.Message}",
                "check indentation, quotes and repeated keys");
            return null;
        }
    }

    /// <summary>Whether a file holds nothing but comments.</summary>
    public static bool IsBlank(CatalogFile file) => file.Text.Split('\n').All(line => line.TrimStart() is "" or ['#', ..]);

    private static YamlNode? Only(YamlStream stream, DiagnosticBag bag)
    {
        if (stream.Documents.Count == 1)
        {
            return stream.Documents[0].RootNode;
        }

        var line = stream.Documents.Count == 0 ? 1 : YamlFields.LineOf(stream.Documents[1].RootNode);
        var message = string.Create(CultureInfo.InvariantCulture, $"the file holds {stream.Documents.Count} YAML documents");
        bag.Error(DiagnosticCodes.NotYaml, line, message, "write exactly one, without '---' in between");
        return null;
    }

    /// <summary>Looks through the text before nodes are made of it: an alias could make them endless.</summary>
    private static bool IsPlain(string text, DiagnosticBag bag)
    {
        var parser = new Parser(new StringReader(text));
        for (var depth = 0; parser.MoveNext();)
        {
            depth += parser.Current!.NestingIncrease;
            if (parser.Current is AnchorAlias alias)
            {
                bag.Error(
                    DiagnosticCodes.NotYaml,
                    (int)alias.Start.Line,
                    $"the alias '*{alias.Value}' repeats another place",
                    "write the value out; aliases are not read");
                return false;
            }

            if (depth > MaximumDepth)
            {
                bag.Error(
                    DiagnosticCodes.NotYaml,
                    (int)parser.Current.Start.Line,
                    "lists and mappings are nested too deeply",
                    "close the brackets that were left open");
                return false;
            }
        }

        return true;
    }

    /// <summary>The items of a file that is a list, each with the fields that it may have; what else it is goes to the bag.</summary>
    /// <param name="file">The file.</param>
    /// <param name="known">Fields of an item.</param>
    /// <param name="bag">Receives what is wrong.</param>
    /// <param name="what">What the items are, for the message: reforms.</param>
    /// <param name="hint">What to write for each.</param>
    public static IEnumerable<YamlFields> Items(CatalogFile file, IReadOnlyList<string> known, DiagnosticBag bag, string what, string hint)
    {
        switch (Root(file, bag))
        {
            case null:
                return [];
            case YamlSequenceNode list:
                return list.Children.Select((item, i) => new YamlFields(item, known, bag, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{i}]")));
            case var other:
                bag.Error(DiagnosticCodes.WrongShape, YamlFields.LineOf(other), $"the file is not a list of {what}", hint);
                return [];
        }
    }
}
