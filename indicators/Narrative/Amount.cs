namespace Insight.Indicators.Narrative;

/// <summary>How numbers of one unit are written in one language: the number among the words of its unit.</summary>
public sealed class Amount
{
    private const string NumberSlot = "{n}";
    private const string LabelSlot = "{label}";
    private const string PerCent = "%";
    private const string Unknown = "default";

    private static readonly Lazy<Dictionary<string, Dictionary<string, Dictionary<string, string>>>> Stored =
        new(() => NarrativeFiles.Read<Dictionary<string, Dictionary<string, Dictionary<string, string>>>>("units.yml"));

    private readonly IReadOnlyDictionary<string, string> words;
    private readonly string label;

    private Amount(NarrativeLanguage language, IReadOnlyDictionary<string, string> words, string label)
    {
        Language = language;
        this.words = words;
        this.label = label;
    }

    /// <summary>The language.</summary>
    public NarrativeLanguage Language { get; }

    /// <summary>Word for a positive difference: enemmän, fler, higher.</summary>
    public string More => Word("more");

    /// <summary>Word for a negative difference.</summary>
    public string Less => Word("less");

    /// <summary>Whether a unit has words of its own, by its Finnish label as definitions write it.</summary>
    public static bool IsStored(string finnishLabel) => Stored.Value.ContainsKey(KeyOf(finnishLabel));

    /// <summary>How a unit is written; a unit without words of its own keeps its label, in parentheses.</summary>
    /// <param name="labels">The unit's label by language; the Finnish one is the key.</param>
    /// <param name="language">The language.</param>
    public static Amount Of(IReadOnlyDictionary<string, string> labels, NarrativeLanguage language)
    {
        var finnish = labels.GetValueOrDefault("fi", "");
        var entry = Stored.Value.GetValueOrDefault(KeyOf(finnish)) ?? Stored.Value[Unknown];
        return new(language, entry[language.Id], labels.GetValueOrDefault(language.Id, finnish));
    }

    /// <summary>A number with all of its unit: 15,2 päivää henkilötyövuotta kohti.</summary>
    public IEnumerable<Piece> Whole(string number, Figure figure) => Fill(
        (words.ContainsKey("short") ? null : One(number)) ?? words["whole"], new Piece(PieceKind.Number, number, figure));

    /// <summary>A number with the shortest form of its unit: 15,2 päivää.</summary>
    public IEnumerable<Piece> Short(string number, Figure figure) => Short([new Piece(PieceKind.Number, number, figure)], One(number));

    /// <summary>A range with the shortest form of its unit: 13,9–16,2 päivää.</summary>
    public IEnumerable<Piece> Short(IEnumerable<Piece> range) => Short(range, null);

    /// <summary>A difference of two numbers: 1,1 prosenttiyksikköä.</summary>
    public IEnumerable<Piece> Difference(string number, Figure figure) => Fill(
        OneDifference(number) ?? One(number) ?? words.GetValueOrDefault("difference") ?? words.GetValueOrDefault("short") ?? words["whole"],
        new Piece(PieceKind.Number, number, figure));

    private IEnumerable<Piece> Short(IEnumerable<Piece> numbers, string? one) =>
        Fill(one ?? words.GetValueOrDefault("short") ?? words["whole"], [.. numbers]);

    private IEnumerable<Piece> Fill(string form, params Piece[] numbers)
    {
        var text = form.Replace(LabelSlot, label, StringComparison.Ordinal);
        var slot = text.IndexOf(NumberSlot, StringComparison.Ordinal);
        var (before, after) = (text[..slot], text[(slot + NumberSlot.Length)..]);
        return [.. Unit(before), .. numbers, .. Unit(after)];
    }

    /// <summary>Words of a unit; the blank after the number and those within numbers (1 000) do not break.</summary>
    private static IEnumerable<Piece> Unit(string text)
    {
        var joined = text.StartsWith(' ') ? NarrativeLanguage.NoBreakSpace + text[1..] : text;
        var kept = string.Concat(joined.Select((c, i) => c == ' ' && IsWithinNumber(joined, i) ? NarrativeLanguage.NoBreakSpace : c));
        return kept.Length == 0 ? [] : [new Piece(PieceKind.Unit, kept)];
    }

    private static bool IsWithinNumber(string text, int blank) =>
        blank > 0 && blank + 1 < text.Length && char.IsAsciiDigit(text[blank - 1]) && char.IsAsciiDigit(text[blank + 1]);

    private string? OneDifference(string number) => number is "1" or "+1" or "\u22121" ? words.GetValueOrDefault("one-difference") : null;

    private string? One(string number) => number == "1" ? words.GetValueOrDefault("one") : null;

    private string Word(string key) => words.GetValueOrDefault(key) ?? Stored.Value[Unknown][Language.Id][key];

    private static string KeyOf(string finnishLabel)
    {
        var plain = finnishLabel.Replace(NarrativeLanguage.NoBreakSpace, ' ');
        return Stored.Value.ContainsKey(plain) || !plain.StartsWith(PerCent, StringComparison.Ordinal) ? plain : PerCent;
    }
}
