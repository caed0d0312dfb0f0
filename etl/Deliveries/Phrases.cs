using System.Text;
using System.Text.RegularExpressions;
using Insight.Etl.Staging;
using YamlDotNet.Serialization;

namespace Insight.Etl.Deliveries;

/// <summary>
/// Says in Finnish and Swedish what the program says of a delivered file in English: sentences of <c>phrases.yml</c>, known by their English form. A sentence that is not there
/// stays as it is.
/// </summary>
public sealed class Phrases
{
    private const string Hole = @"\{([a-d])\}";

    private static readonly Lazy<IReadOnlyList<Phrase>> All = new(Read);
    private static readonly Dictionary<string, Phrases> ByLanguage = new[] { "fi", "sv", "en" }.ToDictionary(id => id, id => new Phrases(id), StringComparer.Ordinal);

    private readonly string language;

    private Phrases(string language) => this.language = language;

    /// <summary>The phrases of a language: fi, sv, or en, which leaves everything as it is.</summary>
    public static Phrases In(string language) => ByLanguage[language];

    /// <summary>A sentence in the language.</summary>
    public string Of(string english) => language == "en" ? english
        : All.Value.Select(phrase => phrase.TryTell(english, language, Of)).FirstOrDefault(told => told is not null) ?? english;

    /// <summary>A refused row with reason and remedy in the language.</summary>
    public QuarantinedRow Of(QuarantinedRow row) => language == "en" ? row : row with { Reason = Of(row.Reason), Remedy = Of(row.Remedy) };

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
        private readonly Regex pattern = new("^" + Regex.Replace(Regex.Escape(texts["en"]), @"\\\{([a-d])}", "(?<$1>.+?)") + "$", RegexOptions.Singleline | RegexOptions.CultureInvariant);

        /// <summary>The sentence, with what stands in its holes told too; null where it is another one.</summary>
        public string? TryTell(string english, string language, Func<string, string> tell) => pattern.Match(english) is { Success: true } match
            ? Regex.Replace(texts[language], Hole, hole => tell(match.Groups[hole.Groups[1].Value].Value))
            : null;
    }
}
