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
    /// <exception cref="SettingsException">There is none.</exception>
    public string Text => (node as YamlScalarNode)?.Value ?? throw Wrong($"'{path}' is missing; give it a value.");

    /// <summary>The scalar here, or a default.</summary>
    public string TextOr(string otherwise) => (node as YamlScalarNode)?.Value ?? otherwise;

    /// <summary>The scalar as a whole number.</summary>
    public int Integer => int.TryParse(Text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw Wrong($"'{path}' is '{Text}', not a whole number.");

    /// <summary>The items of a list; empty where nothing stands here.</summary>
    public IReadOnlyList<SettingsNode> Items => node is YamlSequenceNode list
        ? [.. list.Children.Select((child, i) => new SettingsNode(child, file, $"{path}[{i}]"))]
        : [];

    /// <summary>The entries of a map in file order; empty where nothing stands here.</summary>
    public IReadOnlyList<KeyValuePair<string, SettingsNode>> Entries => node is YamlMappingNode map
        ? [.. map.Children.Select(e => KeyValuePair.Create(((YamlScalarNode)e.Key).Value!, new SettingsNode(e.Value, file, $"{path}.{e.Key}")))]
        : [];

    /// <summary>This place, after making sure that its map has no other keys than these.</summary>
    /// <exception cref="SettingsException">It has another, which is told with those that are known.</exception>
    public SettingsNode Knowing(params IReadOnlyList<string> keys) => Entries.FirstOrDefault(entry => !keys.Contains(entry.Key)) is { Key: { } unknown, Value: var child }
        ? throw child.Wrong($"'{unknown}' is not a field of '{path}'; known are {string.Join(", ", keys)}.")
        : this;

    /// <summary>The exception that says that something is wrong here.</summary>
    public SettingsException Wrong(string message) => new(file, Line, message);

    /// <summary>File and line, for messages; where nothing stands here, the line of the place above.</summary>
    public string Place => Line == 0 ? file : string.Create(CultureInfo.InvariantCulture, $"{file}:{Line}");

    private long Line => node?.Start.Line ?? parentLine;
}

/// <summary>A setting is missing or wrong.</summary>
public sealed class SettingsException(string file, long line, string problem) : FormatException(string.Create(CultureInfo.InvariantCulture, $"{file}:{line}: {problem}"))
{
    /// <summary>The file, from the folder of sources on.</summary>
    public string File { get; } = file;

    /// <summary>Line from 1; 0 where the file has no settings at all.</summary>
    public long Line { get; } = line;

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; } = problem;
}
