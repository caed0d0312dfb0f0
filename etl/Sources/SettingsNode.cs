using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Insight.Etl.Sources;

/// <summary>A place in the <c>settings:</c> of a source.yml, read by name with errors that say file and line.</summary>
public sealed class SettingsNode(YamlNode? node, string file, string path, long parentLine = 0)
{
    /// <summary>Whether anything stands here.</summary>
    public bool Exists => node is not null && node is not YamlScalarNode { Value: null or "" };

    /// <summary>The child with a key; it may not exist.</summary>
    public SettingsNode this[string key] =>
        new(node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null, file, $"{path}.{key}", Line);

    /// <summary>The scalar here.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public string Text => (node as YamlScalarNode)?.Value ?? throw new FormatException($"{Place}: '{path}' is missing; give it a value.");

    /// <summary>The scalar here, or a default.</summary>
    public string TextOr(string otherwise) => (node as YamlScalarNode)?.Value ?? otherwise;

    /// <summary>The scalar as a whole number.</summary>
    public int Integer => int.TryParse(Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new FormatException($"{Place}: '{path}' is '{Text}', not a whole number.");

    /// <summary>The items of a list; empty where nothing stands here.</summary>
    public IReadOnlyList<SettingsNode> Items => node is YamlSequenceNode list
        ? [.. list.Children.Select((child, i) => new SettingsNode(child, file, $"{path}[{i}]"))]
        : [];

    /// <summary>The entries of a map in file order; empty where nothing stands here.</summary>
    public IReadOnlyList<KeyValuePair<string, SettingsNode>> Entries => node is YamlMappingNode map
        ? [.. map.Children.Select(e => KeyValuePair.Create(((YamlScalarNode)e.Key).Value!, new SettingsNode(e.Value, file, $"{path}.{e.Key}")))]
        : [];

    /// <summary>File and line, for messages; where nothing stands here, the line of the place above.</summary>
    public string Place => Line == 0 ? file : string.Create(CultureInfo.InvariantCulture, $"{file}:{Line}");

    private long Line => node?.Start.Line ?? parentLine;
}
