using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Insight.Indicators.Definitions;

/// <summary>
/// A mapping of a YAML file, read field by field. What is missing or malformed is reported with its line and gives a harmless value, so that
/// the rest of the file is still looked at.
/// </summary>
internal sealed partial class YamlFields
{
    private readonly YamlMappingNode? map;
    private readonly DiagnosticBag bag;
    private readonly string path;

    public YamlFields(YamlNode? node, IReadOnlyList<string> known, DiagnosticBag bag, string path)
    {
        this.bag = bag;
        this.path = path;
        Line = node is null ? 1 : LineOf(node);
        map = node as YamlMappingNode;
        if (map is null && node is not null)
        {
            bag.Error(
                DiagnosticCodes.WrongShape,
                Line,
                $"{Named("")} is {Shape(node)}, not a mapping",
                $"write fields: {string.Join(", ", known)}");
        }

        ReportUnknown(known);
    }

    /// <summary>Line of the mapping.</summary>
    public int Line { get; }

    /// <summary>Whether there is a mapping at all.</summary>
    public bool Exists => map is not null;

    /// <summary>The node of a field; null where nothing stands, or an empty list or mapping.</summary>
    public YamlNode? Node(string key) => map is not null && map.Children.TryGetValue(new YamlScalarNode(key), out var node) && !IsEmpty(node) ? node : null;

    /// <summary>Line of a field, or of the mapping when the field is missing.</summary>
    public int LineOf(string key) => Node(key) is { } node ? LineOf(node) : Line;

    /// <summary>A node's line in its file.</summary>
    public static int LineOf(YamlNode node) => (int)node.Start.Line;

    /// <summary>Text that must be there; empty where it is missing.</summary>
    public string Text(string key, string hint) => Required(key, hint) is { } node ? Scalar(node, key) ?? "" : "";

    /// <summary>Text that may be missing.</summary>
    public string? OptionalText(string key) => Node(key) is { } node ? Scalar(node, key) : null;

    /// <summary>A kebab-case id that must be there.</summary>
    public string Id(string key)
    {
        var text = Text(key, "give it a kebab-case id");
        if (text.Length > 0 && !KebabCase().IsMatch(text))
        {
            bag.Error(
                DiagnosticCodes.BadId,
                LineOf(key),
                $"{Named(key)} '{text}' is not kebab-case",
                "use lower case letters, digits and single hyphens, starting with a letter");
        }

        return text;
    }

    /// <summary>A whole number within a range; the default where it is missing (null: it must be there).</summary>
    public int Integer(string key, int minimum, int maximum, int? otherwise, string code = DiagnosticCodes.BadNumber)
    {
        var text = otherwise is null ? Text(key, string.Create(CultureInfo.InvariantCulture, $"write a whole number from {minimum} to {maximum}")) : OptionalText(key);
        if (string.IsNullOrEmpty(text))
        {
            return otherwise ?? minimum;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum)
        {
            return number;
        }

        bag.Error(code, LineOf(key), $"{Named(key)} '{text}' is not a whole number from {minimum} to {maximum}", "correct the number");
        return otherwise ?? minimum;
    }

    /// <summary>A number that must be there, with a decimal point.</summary>
    public double Number(string key)
    {
        var text = Text(key, "write a number");
        if (text.Length == 0 || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)))
        {
            return text.Length == 0 ? 0 : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        bag.Error(DiagnosticCodes.BadNumber, LineOf(key), $"{Named(key)} '{text}' is not a number", "write it with a decimal point, as 48.1");
        return 0;
    }

    /// <summary>A date, or null where it is missing.</summary>
    public DateOnly? Date(string key)
    {
        if (OptionalText(key) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        bag.Error(DiagnosticCodes.BadDate, LineOf(key), $"{Named(key)} '{text}' is not a date", "write it as 2026-01-31");
        return null;
    }

    /// <summary>Two dates of which the second, where it is there, must not lie before the first.</summary>
    public (DateOnly? From, DateOnly? To) Dates(string from, string to)
    {
        var range = (From: Date(from), To: Date(to));
        if (range.To < range.From)
        {
            bag.Error(
                DiagnosticCodes.BadDate,
                LineOf(to),
                $"{Named(to)} {range.To:yyyy-MM-dd} lies before {from} {range.From:yyyy-MM-dd}",
                "exchange the dates, or leave the end out");
        }

        return range;
    }

    /// <summary>One of several words; the first of them where it is missing or another word stands.</summary>
    public T Choice<T>(string key, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        var text = Text(key, $"write one of {string.Join(", ", choices.Keys)}");
        return text.Length == 0 ? choices.Values.First() : Chosen(text, LineOf(key), key, choices) ?? choices.Values.First();
    }

    /// <summary>One of several words, or null where it is missing.</summary>
    public T? OptionalChoice<T>(string key, IReadOnlyDictionary<string, T> choices)
        where T : struct => OptionalText(key) is { } text ? Chosen(text, LineOf(key), key, choices) : null;

    /// <summary>The value that a word stands for; an unknown word is reported.</summary>
    public T? Chosen<T>(string text, int line, string key, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (choices.TryGetValue(text, out var value))
        {
            return value;
        }

        bag.Error(DiagnosticCodes.BadChoice, line, $"{Named(key)} '{text}' is not allowed", NearestName.Hint(text, choices.Keys));
        return null;
    }

    /// <summary>A mapping of a field; an empty one where it is missing.</summary>
    public YamlFields Fields(string key, IReadOnlyList<string> known) => new(Node(key), known, bag, Place(key));

    /// <summary>A text in every language; missing ones are reported, each on its own.</summary>
    public IReadOnlyDictionary<string, string> Translations(string key)
    {
        Required(key, "write fi, sv and en");
        return Fields(key, DefinitionFields.Languages).Languages();
    }

    /// <summary>The texts by language of this mapping; missing ones are reported, each on its own.</summary>
    public IReadOnlyDictionary<string, string> Languages()
    {
        var texts = new Dictionary<string, string>();
        foreach (var language in Exists ? DefinitionFields.Languages : [])
        {
            if (OptionalText(language) is { } text && !string.IsNullOrWhiteSpace(text))
            {
                texts[language] = text.Trim();
            }
            else
            {
                bag.Error(
                    DiagnosticCodes.MissingTranslation,
                    Line,
                    $"{path} has no '{language}'",
                    $"write {path}.{language}; no language falls back to another");
            }
        }

        return texts;
    }

    /// <summary>Scalars of a field: a list, or a single one; each with its line.</summary>
    public IReadOnlyList<(string Text, int Line)> Texts(string key) => Node(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children.Select(item => (Scalar(item, key) ?? "", LineOf(item)))],
        var single => Scalar(single, key) is { } text ? [(text, LineOf(single))] : [],
    };

    /// <summary>Items of a list; another shape is reported.</summary>
    public IReadOnlyList<YamlNode> Items(string key)
    {
        switch (Node(key))
        {
            case null:
                return [];
            case YamlSequenceNode list:
                return [.. list.Children];
            case var other:
                bag.Error(
                    DiagnosticCodes.WrongShape,
                    LineOf(other),
                    $"{Named(key)} is {Shape(other)}, not a list",
                    "write its items below it, each after '- '");
                return [];
        }
    }

    /// <summary>Entries of a mapping with free keys; another shape is reported.</summary>
    public IReadOnlyList<(string Key, int Line, YamlNode Value)> Entries(string key)
    {
        switch (Node(key))
        {
            case null:
                return [];
            case YamlMappingNode entries:
                return [.. entries.Children.Select(entry => (entry.Key.ToString(), LineOf(entry.Key), entry.Value))];
            case var other:
                bag.Error(
                    DiagnosticCodes.WrongShape,
                    LineOf(other),
                    $"{Named(key)} is {Shape(other)}, not a mapping",
                    "write 'name: value' lines below it");
                return [];
        }
    }

    /// <summary>The node of a field that must be there; a missing one is reported.</summary>
    public YamlNode? Required(string key, string hint)
    {
        var node = Node(key);
        if (node is null)
        {
            bag.Error(DiagnosticCodes.MissingField, Line, $"{Named(key)} is missing", hint);
        }

        return node;
    }

    /// <summary>The place of a field within the file: <c>inputs.unemployed.where</c>.</summary>
    public string Place(string key) => path.Length == 0 ? key : $"{path}.{key}";

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex KebabCase();

    private static bool IsEmpty(YamlNode node) =>
        node is YamlScalarNode { Value: null or "" } or YamlSequenceNode { Children.Count: 0 } or YamlMappingNode { Children.Count: 0 };

    private static string Shape(YamlNode node) => node switch
    {
        YamlMappingNode => "a mapping",
        YamlSequenceNode => "a list",
        _ => $"the text '{node}'",
    };

    private string? Scalar(YamlNode node, string key)
    {
        if (node is YamlScalarNode scalar)
        {
            return scalar.Value;
        }

        bag.Error(
            DiagnosticCodes.WrongShape,
            LineOf(node),
            $"{Named(key)} is {Shape(node)}, not a text",
            "write one value behind the colon");
        return null;
    }

    private void ReportUnknown(IReadOnlyList<string> known)
    {
        foreach (var key in map?.Children.Keys.OfType<YamlScalarNode>().Where(key => !known.Contains(key.Value)) ?? [])
        {
            bag.Error(
                DiagnosticCodes.UnknownField,
                LineOf(key),
                $"{Named(key.Value ?? "")} is not a known field",
                NearestName.Hint(key.Value ?? "", known));
        }
    }

    private string Named(string key) => key.Length > 0 ? $"'{Place(key)}'" : path.Length > 0 ? $"'{path}'" : "the file";
}
