namespace Insight.Indicators.Narrative;

/// <summary>The templates of <c>sentences.yml</c>, filled with pieces.</summary>
internal static class Phrases
{
    private static readonly Lazy<Dictionary<string, Dictionary<string, string>>> Stored = new(() => NarrativeFiles.Texts("sentences.yml"));

    /// <summary>All templates by key and language.</summary>
    public static IReadOnlyDictionary<string, Dictionary<string, string>> All => Stored.Value;

    /// <summary>A template that is plain text.</summary>
    public static string Text(string key, NarrativeLanguage language) => Stored.Value[key][language.Id];

    /// <summary>Whether there is a template with a key.</summary>
    public static bool Has(string key) => Stored.Value.ContainsKey(key);

    /// <summary>The pieces of a template, its slots filled.</summary>
    /// <exception cref="KeyNotFoundException">A slot of the template was not given.</exception>
    public static IReadOnlyList<Piece> Fill(string key, NarrativeLanguage language, Slots slots)
    {
        var template = Text(key, language);
        var pieces = new List<Piece>();
        var at = 0;
        while (template.IndexOf('{', at) is var open and >= 0)
        {
            var close = template.IndexOf('}', open);
            AddWords(pieces, template[at..open]);
            pieces.AddRange(slots.Get(template[(open + 1)..close], key));
            at = close + 1;
        }

        AddWords(pieces, template[at..]);
        return pieces;
    }

    /// <summary>Pieces as one sentence that begins with a capital letter.</summary>
    public static Sentence ToSentence(SentenceKind kind, IReadOnlyList<Piece> pieces)
    {
        var first = pieces[0];
        IReadOnlyList<Piece> capitalised = [first with { Text = char.ToUpperInvariant(first.Text[0]) + first.Text[1..] }, .. pieces.Skip(1)];
        var numbers = new List<StatedNumber>();
        var at = 0;
        foreach (var piece in capitalised)
        {
            if (piece.Figure is { } figure)
            {
                numbers.Add(new StatedNumber(at, piece.Text.Length, piece.Text, figure));
            }

            at += piece.Text.Length;
        }

        return new Sentence(kind, string.Concat(capitalised.Select(piece => piece.Text)), numbers, capitalised);
    }

    private static void AddWords(List<Piece> pieces, string text)
    {
        if (text.Length > 0)
        {
            pieces.Add(new Piece(PieceKind.Words, text));
        }
    }
}

/// <summary>What the slots of a template are filled with.</summary>
internal sealed class Slots
{
    private readonly Dictionary<string, IReadOnlyList<Piece>> filled = new(StringComparer.Ordinal);

    /// <summary>Fills a slot with pieces.</summary>
    public Slots With(string slot, IEnumerable<Piece> pieces)
    {
        filled[slot] = [.. pieces];
        return this;
    }

    /// <summary>Fills a slot with text of one kind.</summary>
    public Slots With(string slot, PieceKind kind, string text) => With(slot, text.Length == 0 ? [] : [new Piece(kind, text)]);

    /// <summary>Fills a slot with words of ours.</summary>
    public Slots With(string slot, string words) => With(slot, PieceKind.Words, words);

    /// <summary>The pieces of a slot.</summary>
    public IReadOnlyList<Piece> Get(string slot, string template) => filled.TryGetValue(slot, out var pieces)
        ? pieces
        : throw new KeyNotFoundException($"The sentence '{template}' has a slot '{slot}' that is not filled; slots are {string.Join(", ", filled.Keys)}.");
}
