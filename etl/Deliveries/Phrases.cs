using System.Text;
using System.Text.RegularExpressions;
using Insight.Etl.Staging;
using YamlDotNet.Serialization;

namespace Insight.Etl.Deliveries;

/// <summary>
/// Says in Finnish and Swedish what the program says of a delivered file, and in alerts, in English: sentences of <c>phrases.yml</c>, known by their English form. A sentence that is not there
/// stays as it is.
/// </summary>
public sealed partial class Phrases
{
    private const string Hole = @"\{([a-f])\}";

    private static readonly Lazy<IReadOnlyList<Phrase>> All = new(Read);
    private static readonly Dictionary<string, Phrases> ByLanguage = new[] { "fi", "sv", "en" }.ToDictionary(id => id, id => new Phrases(id), StringComparer.Ordinal);

    private readonly string language;

    private Phrases(string language) => this.language = language;

    /// <summary>The phrases of a language: fi, sv, or en, which leaves everything as it is.</summary>
    public static Phrases In(string language) => ByLanguage[language];

    /// <summary>A sentence in the language.</summary>
    public string Of(string english) => language == "en" ? english
        : Known(english) ?? (english.Contains('\n', StringComparison.Ordinal) ? string.Join('\n', english.Split('\n').Select(Of)) : OfFinding(english));

    /// <summary>A refused row with reason and remedy in the language.</summary>
    public QuarantinedRow Of(QuarantinedRow row) => language == "en" ? row : row with { Reason = Of(row.Reason), Remedy = Of(row.Remedy) };

    private string? Known(string english) => All.Value.Select(phrase => phrase.TryTell(english, language, Of)).FirstOrDefault(told => told is not null);

    /// <summary>What a check found: <c>stop: checks.yml:3: range of energy: message (why)</c>. Its examples stand in lines of their own; they are data and stay.</summary>
    private string OfFinding(string line)
    {
        var parts = Finding().Match(line);
        return parts.Success ? $"{Of(parts.Groups[1].Value)}: {Of(parts.Groups[2].Value)}: {parts.Groups[3].Value}: {OfMessage(parts.Groups[4].Value)}" : line;
    }

    /// <summary>A message, which may end with why its check exists, in the words of whoever wrote it.</summary>
    private string OfMessage(string message) => Known(message)
        ?? (WithWhy().Match(message) is { Success: true } parts && Known(parts.Groups[1].Value) is { } known ? known + parts.Groups[2].Value : message);

    private static List<Phrase> Read()
    {
        using var stream = typeof(Phrases).Assembly.GetManifestResourceStream("phrases.yml")
            ?? throw new FileNotFoundException("The assembly lacks phrases.yml; it is embedded by Insight.Etl.csproj.", "phrases.yml");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return [.. new DeserializerBuilder().Build().Deserialize<List<Dictionary<string, string>>>(reader).Select(texts => new Phrase(texts))];
    }

    /// <summary>One sentence in all languages.</summary>
    private sealed class Phrase(IReadOnlyDictionary<string, string> texts)
    {
        private readonly Regex pattern = new("^" + NamedHoles(texts["en"]) + "$", RegexOptions.Singleline | RegexOptions.CultureInvariant);

        /// <summary>The first time a hole comes it takes whatever stands there, then the same.</summary>
        private static string NamedHoles(string english)
        {
            var seen = new HashSet<string>();
            return Regex.Replace(Regex.Escape(english), @"\\\{([a-f])}", hole => seen.Add(hole.Groups[1].Value) ? $"(?<{hole.Groups[1].Value}>.+?)" : $@"\k<{hole.Groups[1].Value}>");
        }

        /// <summary>The sentence, with what stands in its holes told too; null where it is another one.</summary>
        public string? TryTell(string english, string language, Func<string, string> tell) => pattern.Match(english) is { Success: true } match
            ? Regex.Replace(texts[language], Hole, hole => tell(match.Groups[hole.Groups[1].Value].Value))
            : null;
    }

    [GeneratedRegex(@"^(warn|stop): (built-in|.+?\.yml:\d+): ([a-z-]+(?: of [a-z0-9-]+)?): (.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Finding();

    [GeneratedRegex(@"^(.+?)( \([^\n]*\))$", RegexOptions.CultureInvariant)]
    private static partial Regex WithWhy();
}
