using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Insight.Etl.Sources;

/// <summary>
/// Reads the fields of one YAML map by name and notes what is missing, unknown or wrong, so that all problems of a file are told at once.
/// What cannot be read comes back as a harmless stand-in; a file with problems is never used.
/// </summary>
internal sealed class SourceFields
{
    private readonly YamlNode node;
    private readonly string path;
    private readonly string file;
    private readonly List<SourceProblem> problems;

    /// <summary>The fields of a map; whatever is not among the known ones is a problem.</summary>
    public SourceFields(YamlNode node, string file, string path, List<SourceProblem> problems, IReadOnlyList<string> known)
    {
        (this.node, this.file, this.path, this.problems) = (node, file, path, problems);
        if (node is not YamlMappingNode map)
        {
            Note(node, "SRC004", $"{(path.Length == 0 ? "the file" : $"'{path}'")} is not a map of fields.", $"Write fields such as {known[0]}: …");
            return;
        }

        foreach (var key in map.Children.Keys.Where(key => !known.Contains(Scalar(key))))
        {
            Note(key, "SRC003", $"'{Scalar(key)}' is not a field{(path.Length == 0 ? "" : $" of '{path}'")}.", Suggestion(Scalar(key), known));
        }
    }

    /// <summary>Whether a field is there and not empty.</summary>
    public bool Has(string name) => Find(name) is { } found && found is not YamlScalarNode { Value: null or "" or "~" or "null" };

    /// <summary>A text that must be there.</summary>
    public string Text(string name) => TextOrNull(name) ?? Missing(name);

    /// <summary>A text, or null where there is none.</summary>
    public string? TextOrNull(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        return Find(name) is YamlScalarNode { Value: { } value }
            ? value.Trim()
            : Wrong(name, "is not a text.", "Write one value after the colon.") ?? "";
    }

    /// <summary>One of a few words, that must be there.</summary>
    public string Choice(string name, IReadOnlyList<string> allowed)
    {
        var value = Text(name);
        return value.Length == 0 || allowed.Contains(value)
            ? value
            : Wrong(name, $"is '{value}'.", Suggestion(value, allowed)) ?? allowed[0];
    }

    /// <summary>true or false; a default where nothing is said.</summary>
    public bool Flag(string name, bool otherwise) => TextOrNull(name) switch
    {
        null => otherwise,
        "true" => true,
        "false" => false,
        var value => Wrong(name, $"is '{value}'.", "Write true or false.") is not null,
    };

    /// <summary>A whole number of at least 1; a default where nothing is said.</summary>
    public long Count(string name, long otherwise)
    {
        if (TextOrNull(name) is not { } value)
        {
            return otherwise;
        }

        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
        {
            Wrong(name, $"is '{value}'.", "Write a whole number of at least 1.");
            return otherwise;
        }

        return number;
    }

    /// <summary>What a reading of a text gives; what it throws as a <see cref="FormatException"/> becomes a problem.</summary>
    public T Parsed<T>(string name, T standIn, Func<string, T> parse)
    {
        var value = Text(name);
        try
        {
            return value.Length == 0 ? standIn : parse(value);
        }
        catch (FormatException e)
        {
            Wrong(name, $"is '{value}'.", e.Message);
            return standIn;
        }
    }

    /// <summary>A map within, or null where there is none.</summary>
    public SourceFields? Within(string name, params string[] known) =>
        Has(name) ? new SourceFields(Find(name)!, file, Inner(name), problems, known) : null;

    /// <summary>The maps of a list; empty where there is none.</summary>
    public IReadOnlyList<SourceFields> Each(string name, params string[] known)
    {
        if (!Has(name))
        {
            return [];
        }

        if (Find(name) is YamlSequenceNode list)
        {
            return [.. list.Children.Select((child, i) => new SourceFields(child, file, $"{Inner(name)}[{i}]", problems, known))];
        }

        Wrong(name, "is not a list.", "Begin every item with a hyphen.");
        return [];
    }

    /// <summary>The texts of a list; empty where there is none.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (!Has(name))
        {
            return [];
        }

        if (Find(name) is YamlSequenceNode list && list.Children.All(child => child is YamlScalarNode { Value.Length: > 0 }))
        {
            return [.. list.Children.Select(child => ((YamlScalarNode)child).Value!)];
        }

        Wrong(name, "is not a list of texts.", "Write it as [one, another].");
        return [];
    }

    /// <summary>The YAML below a field, for a connector to read by itself.</summary>
    public SettingsNode Settings(string name) => new(Find(name), file, name);

    /// <summary>Notes that the value of a field is wrong. Gives null, to be replaced by a stand-in.</summary>
    public string? Wrong(string name, string what, string hint, string code = "SRC004")
    {
        Note(Find(name) ?? node, code, $"'{Inner(name)}' {what}", hint);
        return null;
    }

    /// <summary>The line of a field.</summary>
    public long LineOf(string name) => (Find(name) ?? node).Start.Line;

    private string Missing(string name)
    {
        Note(node, "SRC002", $"'{Inner(name)}' is missing.", "See etl/Sources/README.md for what it means.");
        return "";
    }

    private void Note(YamlNode at, string code, string message, string hint) => problems.Add(new SourceProblem(code, file, at.Start.Line, message, hint));

    private YamlNode? Find(string name) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    private string Inner(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Scalar(YamlNode key) => (key as YamlScalarNode)?.Value ?? key.ToString();

    private static string Suggestion(string wrong, IReadOnlyList<string> known)
    {
        var nearest = known.MinBy(word => Distance(wrong, word))!;
        return Distance(wrong, nearest) <= 2 ? $"Did you mean '{nearest}'?" : $"Known are {string.Join(", ", known)}.";
    }

    /// <summary>Letters to add, drop or change to make one word of another.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
